// `npm run release -- FOLDER`: everything that web, worker and operator's tool need to run, in one folder, without sources,
// npm or development tools. What deploy/Dockerfile puts into its image.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from './release/bundle-programs.mjs';
import { copyServer } from './release/copy-server.mjs';
import { requireNode } from './start/node-version.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder] = process.argv.slice(2);

try {
  requireNode(process.versions.node);
  if (folder === undefined) throw new Error('Name the folder to make: npm run release -- ../portico-release');
  const target = path.resolve(folder);
  await copyServer(root, target);
  await bundlePrograms(root, target);
  process.stdout.write(`The release is in ${target}: node web.mjs, node worker.mjs, node portal.mjs <command>.\n`);
} catch (error) {
  process.stderr.write(`portico: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
