import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { barePage, DOCUMENT, type Operation, RIVALS } from './rivals';

const FOLDER = path.join(import.meta.dirname, 'rivals');
const PACKAGES = path.join(FOLDER, 'node_modules');
const INSTALL_MS = 8 * 60_000;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};
const compress = promisify(gzip);

/** Installs what stands in the lock file of bench/rivals, once. Throws when npm cannot. */
export function installRivals(say: (text: string) => void): void {
  if (existsSync(path.join(PACKAGES, '.package-lock.json'))) return;
  say('  installing the others …');
  // Scripts of packages are of no use here, and nobody read them.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: INSTALL_MS,
  });
  if (npm.status !== 0) throw new Error('npm ci in bench/rivals did not end well');
}

/**
 * Serves the others' pages, the document and the bare page, all compressed once and then from memory: better than most
 * servers do, so that nothing here is slow but the page.
 */
export async function serveRivals(document: string, operation: Operation) {
  const ready = new Map<string, { body: Buffer; type: string }>();
  const add = async (address: string, text: string | Buffer, type: string) =>
    ready.set(address, { body: await compress(text), type });
  await add(DOCUMENT, await readFile(document), TYPES['.json'] ?? '');
  await add('/bare', barePage(operation), TYPES['.html'] ?? '');
  for (const rival of RIVALS) await add(`/${rival.package}`, rival.page, TYPES['.html'] ?? '');

  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://bench').pathname);
    try {
      if (!ready.has(address)) await add(address, await fileOf(address), TYPES[path.extname(address)] ?? '');
    } catch {
      response.writeHead(404).end();
      return;
    }
    const found = ready.get(address);
    response.writeHead(200, {
      'content-type': found?.type,
      'content-encoding': 'gzip',
      'content-length': found?.body.length,
    });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function fileOf(address: string): Promise<Buffer> {
  const file = path.join(PACKAGES, address.replace(/^\/files\//, ''));
  if (!address.startsWith('/files/') || !file.startsWith(PACKAGES + path.sep)) throw new Error('no such file');
  return readFile(file);
}
