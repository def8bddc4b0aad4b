// `npm run web`: the web process alone, for operators. Jobs run in `npm run worker`, unless PORTAL_WORKERS says
// otherwise.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { distDir } from './start/build-stamp.mjs';
import { requireNode } from './start/node-version.mjs';
import { nextProgram } from './start/programs.mjs';
import { StartError } from './start/start-error.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  requireNode(process.versions.node);
  if (!process.env.DATABASE_URL)
    throw new StartError('DATABASE_URL must be set. To try Portico without one, run npm start.');
  if (!existsSync(path.join(distDir(root), 'BUILD_ID')))
    throw new StartError('There is no build yet; run: npm run build');
} catch (error) {
  process.stderr.write(`portico: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.env.PORTAL_WORKERS ||= '0';
process.chdir(root);
// In this very process, so that whoever started it holds the process that serves.
const listensOn = process.env.HOST ? ['-H', process.env.HOST] : [];
process.argv = [process.execPath, nextProgram(root), 'start', ...listensOn, ...process.argv.slice(2)];
await import(nextProgram(root));
