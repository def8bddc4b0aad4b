// `npm run try-release -- FOLDER [--without-web] [--contained]`: starts what `npm run release` made, against an embedded
// PostgreSQL of its own, as a user who can write nothing into it, and asks it what an operator would. Exits 1 at the first
// thing that fails. Contained, which root on Linux can have: no capability, and nothing writable at all but /tmp.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from './embedded-postgres/start-postgres.mjs';
import { startedWeb, startedWorker } from './release/looks.mjs';
import { createProgram, freePort } from './release/program.mjs';
import { readDocument } from './release/read-document.mjs';

const args = process.argv.slice(2);
const folder = path.resolve(args.find((arg) => !arg.startsWith('--')) ?? '');
const dataDir = mkdtempSync(path.join(tmpdir(), 'portico-release-'));
const postgres = await startPostgres({ dataDir, port: 0, fast: true });
const port = await freePort();
const workerPort = await freePort();
const program = createProgram(
  folder,
  {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    PORTAL_SECRET: 'only for this trial, and thrown away with it',
    PORTAL_URL: `http://localhost:${port}`,
    PORT: String(port),
    HOST: '127.0.0.1',
    WORKER_PORT: String(workerPort),
    SMTP_URL: 'smtp://127.0.0.1:9',
    GATEWAY_URL: 'http://127.0.0.1:9',
    GATEWAY_SECRET: 'nobody listens there',
    GATEWAY_ORG_ID: '5e9d9544a1dcd60001d0ed20',
    LOG_LEVEL: 'error',
  },
  { isContained: args.includes('--contained') },
);
try {
  await program.once('portal.mjs', ['migrate']);
  await program.once(
    'portal.mjs',
    ['create-admin', '--email', 'owner@portal.test', '--password-stdin'],
    'Lamp-post 47 sings\n',
  );
  await readDocument(folder);
  await startedWorker(program.start('worker.mjs'), workerPort);
  if (!args.includes('--without-web')) await startedWeb(program.start('web.mjs'), port);
  await program.stop();
  process.stdout.write('The release runs.\n');
} catch (error) {
  process.stderr.write(`portico: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await program.kill();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
