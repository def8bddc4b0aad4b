import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { rightsOverLog } from '@/core/audit/rights-over-log';
import { sealEvents } from '@/core/audit/seal-events';
import { verifyChain } from '@/core/audit/verify-chain';
import { claimCredential } from '@/core/credentials/claim-credential';
import { housekeeping } from '@/core/reconciler/housekeeping';
import { databaseUrl } from '@/test/global-setup';
import { contextFor, TEST_SECRET } from '@/test/harness';
import {
  approvedRequest,
  credentialRow,
  keysAt,
  seedProvisioning,
  startTestGateway,
  TEST_GATEWAY_SECRET,
  TEST_ORG_ID,
} from '@/test/provisioning';
import { until } from '@/test/until';
import { OtherDatabaseError } from './application-role';
import { databaseOn, openPool } from './client';
import { migrateDatabase } from './migrate';

/** It starts a whole worker, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

/** What the portal's role may not do to its own log, whoever holds its password. */
const REFUSED = [
  `update audit_events set actor_label = 'somebody else'`,
  `delete from audit_events`,
  `truncate audit_events cascade`,
  `alter table audit_events disable trigger all`,
  `drop trigger audit_events_append_only on audit_events`,
  `create trigger quiet before insert on audit_events for each row execute function suppress_redundant_updates_trigger()`,
  `create rule quiet as on insert to audit_events do instead nothing`,
  `drop table audit_events cascade`,
  `alter table audit_events owner to current_user`,
  `create or replace function audit_event_canonical(audit_events) returns bytea language sql as 'select null::bytea'`,
  `create or replace function refuse_audit_change() returns trigger language plpgsql as 'begin return new; end'`,
  `update audit_seals set hash = '\\x00'`,
  `delete from audit_seals`,
  `truncate audit_seals`,
  `drop table audit_seals`,
  `alter table audit_seals disable trigger user`,
  `set session_replication_role = replica`,
  `drop schema public cascade`,
];

test('the portal and its worker do all their work under a role that can only add to the audit log [D-11] [D-12]', async () => {
  const name = `${process.env.TEST_RUN}_roles`;
  const [ownerRole, portalRole] = [`${name}_owner`, `${name}_portal`];
  const server = process.env.TEST_DATABASE_URL ?? '';
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const urlOf = (role: string) => {
    const url = new URL(databaseUrl(server, name));
    url.username = role;
    url.password = 'a-password';
    return url.toString();
  };
  for (const role of [ownerRole, portalRole]) await admin.query(`create role ${role} login password 'a-password'`);
  await admin.query(`create database ${name} owner ${ownerRole}`);
  const [ownerUrl, portalUrl] = [urlOf(ownerRole), urlOf(portalRole)];
  const gateway = await startTestGateway();
  let worker: ChildProcess | null = null;
  const pool = openPool(portalUrl, { max: 4, onError: () => {} });
  try {
    await expect(migrateDatabase(ownerUrl, databaseUrl(server, 'postgres'))).rejects.toThrow(OtherDatabaseError);
    await migrateDatabase(ownerUrl, portalUrl);
    const db = databaseOn(pool);
    const world = await seedProvisioning(db, gateway, {});
    const { credentialId } = await approvedRequest(db, world);
    await claimCredential(contextFor(db, world.ada), { credentialId });
    worker = spawn(process.execPath, ['scripts/worker.mjs'], {
      env: environment(portalUrl, gateway.url),
      stdio: 'ignore',
    });
    await until(
      () => credentialRow(db, credentialId),
      ({ status }) => status === 'active',
      60_000,
    );
    worker.kill('SIGTERM');
    expect((await once(worker, 'exit'))[0]).toBe(0);
    expect(keysAt(gateway)).toHaveLength(1);
    await housekeeping(contextFor(db));
    expect(await sealEvents(contextFor(db))).toBeGreaterThan(3);
    expect(await verifyChain(db)).toMatchObject({ faultCount: 0, waiting: { count: 0 } });

    expect(await rightsOverLog(db)).toEqual({ role: portalRole, ways: [] });
    const client = await pool.connect();
    for (const statement of REFUSED) {
      // `insufficient_privilege`, by the database: neither a trigger nor the portal is asked.
      expect([statement, await codeOf(client.query(statement))]).toEqual([statement, '42501']);
    }
    client.release();

    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    expect(await rightsOverLog(databaseOn(owner))).toMatchObject({ ways: ['it owns the tables'] });
    await owner.query('create table made_later (id int)');
    await migrateDatabase(ownerUrl, ownerUrl);
    await migrateDatabase(ownerUrl, portalUrl);
    await db.execute('insert into made_later values (1)');
    await owner.query(`grant update (actor_label) on audit_events to ${portalRole}`);
    expect(await rightsOverLog(db)).toMatchObject({ ways: ['it holds UPDATE'] });
    await owner.end();
  } finally {
    worker?.kill('SIGKILL');
    await pool.end();
    await gateway.close();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role ${ownerRole}, ${portalRole}`);
    await admin.end();
  }
});

async function codeOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
}

function environment(url: string, gatewayUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    PORTAL_SECRET: TEST_SECRET,
    PORTAL_URL: 'http://portal.test',
    SMTP_URL: 'smtp://127.0.0.1:9',
    GATEWAY_URL: gatewayUrl,
    GATEWAY_SECRET: TEST_GATEWAY_SECRET,
    GATEWAY_ORG_ID: TEST_ORG_ID,
    PORTAL_WORKERS: '2',
    LOG_LEVEL: 'error',
  };
}
