// `npm run worker`: jobs in a process of their own.
import { fileURLToPath } from 'node:url';
import { requireNode } from './start/node-version.mjs';

try {
  requireNode(process.versions.node);
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  process.env.NODE_ENV ??= 'production';
  const { register } = await import('tsx/esm/api');
  register();
  await import('../server/worker-main.ts');
} catch (error) {
  // A wrong environment is a sentence; a fault of ours needs its stack.
  const isWrongEnvironment = error instanceof Error && error.message.startsWith('Wrong environment');
  process.stderr.write(`portico: ${isWrongEnvironment ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
