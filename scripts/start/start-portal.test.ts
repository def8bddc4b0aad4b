import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../embedded-postgres/start-postgres.mjs';
import { processIdentity } from './process-identity.mjs';
import { temporaryFolder } from './temporary-folder';

/** `npm start` itself, on nobody's ports, as far as it comes before it needs anything. */
async function start(folder: string, env: Record<string, string>) {
  const ports = {
    PORT: String(await freePort()),
    DEMO_GATEWAY_PORT: String(await freePort()),
    DEMO_MAILBOX_SMTP_PORT: String(await freePort()),
    DEMO_MAILBOX_WEB_PORT: String(await freePort()),
    EMBEDDED_POSTGRES_PORT: String(await freePort()),
  };
  const { PATH = '' } = process.env;
  const reply = spawnSync(process.execPath, ['scripts/start.mjs'], {
    env: { NODE_ENV: 'production', PATH, PORTAL_DATA_DIR: folder, ...ports, ...env },
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { code: reply.status, says: reply.stderr.trim() };
}

test('a taken port is one line with the port and the variable that chooses another', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const { code, says } = await start(temporaryFolder(), { DEMO_GATEWAY_PORT: String(port) });

  taken.close();
  expect(says).toBe(
    `portico: Port ${port} (demo gateway) is taken by another program. Stop that program, or set DEMO_GATEWAY_PORT to another port.`,
  );
  expect(code).toBe(1);
});

test('a wrong variable is one line', async () => {
  expect(await start(temporaryFolder(), { PORT: 'web' })).toEqual({
    code: 1,
    says: 'portico: PORT must be a port number between 1 and 65535.',
  });
});

test('a data folder that cannot be made is one line', async () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await start(path.join(file, 'data'), {})).toEqual({
    code: 1,
    says: expect.stringMatching(
      /^portico: Cannot write to \S+data \(a part of the path is a file\)\. .+PORTAL_DATA_DIR.+$/,
    ),
  });
});

test('two starts do not share a data folder', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const me = { pid: process.pid, identity: processIdentity(process.pid), launcher: null, children: [] };
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify(me));

  const { code, says } = await start(folder, {});

  expect(says).toMatch(`Portico already runs from this data folder (process ${process.pid})`);
  expect(code).toBe(1);
});

test('a new secret is never made where data was encrypted with a lost one [K-21]', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'prepared'), 'a database is there');
  expect((await start(folder, {})).says).toMatch(/portal-secret is missing, but .+prepared was made with it/);
});
