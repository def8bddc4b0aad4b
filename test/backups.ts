import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { exportPortal } from '@/core/moving/export-portal';
import { importPortal } from '@/core/moving/import-portal';
import { databaseOn, openPool } from '@/db/client';
import { ownDatabase } from './harness';
import type { Stage } from './provisioning-stage';

const run = promisify(execFile);
/** A dump of a few rows, on a machine that does other things as well. */
const TOOL_MAX_MS = 60_000;

/** A backup that is kept until the test ends; each restoring makes another database. */
export type Backup = { restore(): Promise<string> };

/** A way to back up. */
export type Way = {
  take(stage: Stage, keep: (clean: () => Promise<void> | void) => void): Promise<Backup>;
};

/** The portal's own file: it is there on every machine. */
export const ownFile: Way = {
  async take(stage, keep) {
    const lines: string[] = [];
    await exportPortal(stage.system, async (line) => void lines.push(line));
    return {
      async restore() {
        const { url, drop } = await ownDatabase();
        keep(drop);
        const pool = openPool(url, { max: 2, onError: () => {} });
        try {
          await importPortal({ ...stage.system, db: databaseOn(pool) }, async function* () {
            yield* lines;
          });
        } finally {
          await pool.end();
        }
        return url;
      },
    };
  },
};

/** PostgreSQL's own tools, as docs/operations.md says it. */
export const postgresTools: Way = {
  async take(stage, keep) {
    const folder = mkdtempSync(path.join(tmpdir(), 'portico-backup-'));
    keep(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'portal.dump');
    await run('pg_dump', ['--format=custom', `--file=${file}`, stage.url], { timeout: TOOL_MAX_MS });
    return {
      async restore() {
        const { url, drop } = await ownDatabase();
        keep(drop);
        const options = ['--clean', '--if-exists', '--no-owner', '--exit-on-error', `--dbname=${url}`];
        await run('pg_restore', [...options, file], { timeout: TOOL_MAX_MS });
        return url;
      },
    };
  },
};

/** Whether this machine's tools can read the tests' server: they refuse one that is newer than they are. */
export async function canDump(): Promise<boolean> {
  const told = await run('pg_dump', ['--version']).catch(() => null);
  return Number(/(\d+)\./.exec(told?.stdout ?? '')?.[1] ?? 0) >= (await serverVersion());
}

async function serverVersion(): Promise<number> {
  const pool = openPool(process.env.TEST_DATABASE_URL ?? '', { max: 1, onError: () => {} });
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } finally {
    await pool.end();
  }
}
