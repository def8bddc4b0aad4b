// `npm start`. This file is read before anything is installed and by whatever Node is there, so it holds nothing new.
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
import('./start/start-portal.mjs').then(({ startPortal }) => startPortal({ root, args: process.argv.slice(2) }));
