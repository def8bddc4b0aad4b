import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Context } from '@/core/context';
import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { changeThirdParty } from '@/core/third-party/change-third-party';
import { databaseOn, openPool } from '@/db/client';
import { temporaryFolder } from '@/scripts/start/temporary-folder';
import { createSecretBox } from '@/server/secret-box';
import { contextFor, ownDatabase } from '@/test/harness';

/** Four programs one after the other, on a machine that does other things as well. */
const LASTS_MS = 90_000;
const [OLD, NEW] = ['o'.repeat(40), 'n'.repeat(40)];
const NOBODY = 'http://127.0.0.1:1';

async function databaseOfItsOwn(): Promise<string> {
  const { url, drop } = await ownDatabase();
  onTestFinished(drop);
  return url;
}

type Ended = { code: number; signal: string | undefined; out: string; err: string };

/** Runs `npm run portal -- …` as an operator does. */
function portal(args: string[], env: Record<string, string>): Promise<Ended> {
  const { PATH = '' } = process.env;
  const program = ['--import', 'tsx', 'scripts/portal/main.ts', ...args];
  const around = { SMTP_URL: 'smtp://127.0.0.1:1', GATEWAY_URL: NOBODY, GATEWAY_ORG_ID: 'org' };
  const all = { NODE_ENV: 'production' as const, PATH, GATEWAY_SECRET: 'gateway-secret-for-tests', ...around, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, program, { env: all }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, signal: error?.signal, out, err: err.trim() }),
    );
  });
}

test(
  'a portal is exported, imported elsewhere, and its secret changed there, by the operator’s own commands',
  async () => {
    const [old, moved] = [await databaseOfItsOwn(), await databaseOfItsOwn()];
    const pool = openPool(old, { max: 2, onError: () => {} });
    const gateway = { controlUrl: NOBODY, proxyUrl: NOBODY, secret: 'gateway-secret-for-tests', gatewayOrgId: 'org' };
    const ctx = contextFor(databaseOn(pool), systemActor('test'), { secrets: createSecretBox(OLD) });
    await ensureBasics(ctx, { gateway });
    await setUpThirdParty(ctx);
    await pool.end();
    const file = path.join(temporaryFolder(), 'portal.gz');

    const secret = { PORTAL_SECRET: OLD };
    const exported = await portal(['export', file, '--json'], { ...secret, DATABASE_URL: old });
    expect(exported).toMatchObject({ code: 0, err: '' });
    const imported = await portal(['import', file, '--json'], { ...secret, DATABASE_URL: moved });
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(imported.out)).toMatchObject({ rows: JSON.parse(exported.out).rows, jobs: 1 });

    const both = { PORTAL_SECRET: NEW, PORTAL_SECRET_PREVIOUS: OLD, DATABASE_URL: moved };
    // Killed behind the first piece: what is left is done the next time, and nothing twice.
    const killed = await portal(['rotate-secret'], {
      ...both,
      PORTAL_TEST: '1',
      FAULT_POINTS: 'secret.afterPiece=kill',
    });
    expect(killed).toMatchObject({ signal: 'SIGKILL', out: '' });
    const rotated = await portal(['rotate-secret', '--json'], both);
    expect(JSON.parse(rotated.out)).toMatchObject({
      isDone: true,
      rotated: expect.arrayContaining([
        { what: 'secrets of gateways', rewritten: 0, held: 0, shut: [] },
        { what: 'secrets of the system that decides', rewritten: 1, held: 0, shut: [] },
      ]),
    });
  },
  LASTS_MS,
);

/** A second thing that is sealed, in a table that a rotation comes to later. */
async function setUpThirdParty(ctx: Context): Promise<void> {
  await changeThirdParty(ctx, { webhookUrl: '', redirectUrl: '', answerDays: 3, reachesPrivate: false, version: 0 });
}
