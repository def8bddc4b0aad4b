// `npm test`: everything that CI runs. Read before anything is installed, so it holds nothing new.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './start/node-version.mjs';

try {
  requireNode(process.versions.node);
} catch (error) {
  process.stderr.write(`portico: ${error.message}\n`);
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
import('./test/run-tests.mjs').then(({ runTests }) => runTests({ root, args: process.argv.slice(2) }));
