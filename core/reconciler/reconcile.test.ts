import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { SYNC_LIMITS } from '@/core/credentials/sync/limits';
import { tryAdvisoryLock } from '@/db/advisory-lock';
import { auditEvents, credentials, gateways, oneTimeTokens, sessions, throttles } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import {
  approvedRequest,
  callWith,
  keysAt,
  provisioningStage,
  QUICK,
  type Stage,
  TEST_GATEWAY_SECRET,
} from '@/test/provisioning';
import { claimCredential } from '../credentials/claim-credential';
import { revokeCredential } from '../credentials/revoke-credential';
import { suspendCredential } from '../credentials/suspend-credential';
import { startSession } from '../identity/start-session';
import { mintToken } from '../identity/tokens';
import { housekeeping } from './housekeeping';
import { RECONCILE_LIMITS, type ReconcileLimits } from './limits';
import { reconcile } from './reconcile';

const onStage = provisioningStage();

/** One pass, with the tests' waits; answers the report of the one gateway beside the whole. */
async function pass(stage: Stage, options: { fix?: boolean } & Partial<ReconcileLimits> = {}) {
  const { fix = true, ...limits } = options;
  const report = await reconcile(
    stage.system,
    stage.gateways,
    { fix },
    {
      reconcile: { ...RECONCILE_LIMITS, ...limits },
      sync: { ...SYNC_LIMITS, ...QUICK },
    },
  );
  const [gateway] = report.gateways;
  if (!gateway) throw new Error('the pass saw no gateway');
  return { ...report, gateway };
}

/** A write straight to the gateway, as somebody else, or a late worker, would do it. */
async function write(stage: Stage, id: string, body: object): Promise<void> {
  const answer = await fetch(`${stage.gateway.url}/tyk/keys/${id}`, {
    method: 'POST',
    headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET, 'content-type': 'application/json' },
    body: JSON.stringify({ org_id: stage.gateway.orgId, apply_policies: ['acl-payments', 'plan-partner'], ...body }),
  });
  expect(answer.status).toBe(200);
}

const mark = async (stage: Stage, credentialId: string) => {
  const { rows } = await stage.db.execute<{ portal_instance: string }>('select portal_instance from settings');
  return { portal_instance: rows[0]?.portal_instance, credential_id: credentialId };
};

const ID = (letter: string) => letter.repeat(32);
const NEVER = '00000000-0000-7000-8000-00000000000';

describe('a pass over the gateways', () => {
  test('finds nothing to do where all is well, and writes nothing', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      await pass(stage);
      stage.gateway.clearCalls();
      const before = await stage.db.select().from(auditEvents);
      const { gateway } = await pass(stage);
      expect(gateway).toMatchObject({
        state: 'checked',
        checked: 1,
        missing: 0,
        drifted: 0,
        orphans: 0,
        listing: 'compared',
      });
      expect(await stage.db.select().from(auditEvents)).toHaveLength(before.length);
    }));

  test('makes lost keys again, the same ones, with the rights that were approved', () =>
    onStage(async (stage) => {
      const keys = [await stage.activeKey(), await stage.activeKey(), await stage.activeKey()];
      await stage.gateway.wipeStore();
      expect((await pass(stage, { fix: false })).gateway).toMatchObject({ missing: 3, repaired: 0 });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect((await pass(stage)).gateway).toMatchObject({ missing: 3, repaired: 3 });
      await stage.settle();
      for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
    }));

  test('mends keys that somebody changed, and keeps suspended ones ended', () =>
    onStage(async (stage) => {
      const wide = await stage.activeKey();
      const blocked = await stage.activeKey();
      await suspendCredential(stage.as(stage.world.alan), blocked);
      await stage.settle();
      for (const { id, session } of keysAt(stage.gateway)) {
        await write(stage, id, {
          meta_data: session.meta_data,
          apply_policies: ['acl-payments', 'acl-weather', 'acl-maps', 'plan-unlimited'],
        });
      }
      expect(await callWith(stage.gateway, wide.key, 'maps')).toBe(200);
      expect(await callWith(stage.gateway, blocked.key)).toBe(200);
      expect((await pass(stage)).gateway).toMatchObject({ drifted: 2, repaired: 2 });
      await stage.settle();
      expect(await callWith(stage.gateway, wide.key, 'maps')).toBe(403);
      expect(await callWith(stage.gateway, blocked.key)).toBe(401);
    }));

  test('ends a revoked key that came back after everything, though its secrets are forgotten', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      const [held] = keysAt(stage.gateway);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      await write(stage, held?.id ?? '', { meta_data: held?.session.meta_data });
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect((await pass(stage, { fix: false })).gateway.zombies).toBeGreaterThanOrEqual(1);
      expect((await pass(stage)).gateway.repaired).toBeGreaterThanOrEqual(1);
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));

  test('goes on with a key whose job was lost, also when the worker that had it hangs', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await stage.db.execute('delete from graphile_worker._private_jobs');
      expect(await pass(stage, { fix: false, stuckSeconds: 0 })).toMatchObject({ stuck: 1 });
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      expect(await pass(stage, { stuckSeconds: 0 })).toMatchObject({ stuck: 1 });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('one process at a time', () =>
    onStage(async (stage) => {
      const held = await tryAdvisoryLock(stage.db, 7_310_244_530);
      const report = await reconcile(stage.system, stage.gateways, { fix: true });
      expect(report.outcome).toBe('somebody_else');
      await held?.release();
      expect((await pass(stage)).outcome).toBe('done');
    }));

  test('broken off in the middle gives its place back and does no harm', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      const failing = { ...stage.system, fault: async () => Promise.reject(new Error('broken')) };
      await expect(reconcile(failing, stage.gateways, { fix: true })).rejects.toThrow('broken');
      expect((await pass(stage)).outcome).toBe('done');
    }));
});

describe('what it cannot prove it does not act on', () => {
  test.each([
    { name: 'a store that is down', switches: { storeDown: true } as const, state: 'silent' },
    { name: 'a gateway that is down', switches: { down: 'cut' } as const, state: 'silent' },
    { name: 'a gateway that answers nonsense', switches: { answer: 'malformed' } as const, state: 'silent' },
    { name: 'a refused secret', switches: { wrongSecret: true } as const, state: 'secret_refused' },
  ])('$name', ({ switches, state }) =>
    onStage(async (stage) => {
      const keys = [await stage.activeKey(), await stage.activeKey(), await stage.activeKey(), await stage.activeKey()];
      const before = await stage.db.select().from(credentials);
      stage.gateway.switches.set(switches);
      const { gateway } = await pass(stage);
      expect(gateway).toMatchObject({ state, missing: 0, orphans: 0, repaired: 0 });
      expect((await stage.db.select().from(credentials)).map(({ operation }) => operation)).toEqual(
        before.map(({ operation }) => operation),
      );
      stage.gateway.switches.reset();
      for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
      if (state === 'secret_refused') {
        const [row] = await stage.db.select().from(gateways);
        expect(row?.lastProblem).toContain('secret');
      }
    }),
  );

  test('a gateway that does not list its keys is compared key by key', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      stage.gateway.switches.set({ listingOff: true });
      await stage.gateway.wipeStore();
      expect((await pass(stage)).gateway).toMatchObject({ listing: 'unsupported', missing: 1, repaired: 1 });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});

describe('keys that nobody knows', () => {
  test('with our mark are ended at once, deleted a day later; others’ are never touched', () =>
    onStage(async (stage) => {
      const { key } = await stage.activeKey();
      await write(stage, ID('a'), { meta_data: await mark(stage, `${NEVER}1`) });
      await write(stage, ID('b'), { meta_data: { portal_instance: 'another portal', credential_id: `${NEVER}2` } });
      await write(stage, ID('c'), { meta_data: { owner: 'somebody by hand' } });
      const before = stage.gateway.keys().filter(({ id }) => id === ID('b') || id === ID('c'));

      expect((await pass(stage, { fix: false })).gateway).toMatchObject({ orphans: 1, quarantined: 0 });
      expect((await pass(stage)).gateway).toMatchObject({ orphans: 1, quarantined: 1, deleted: 0 });
      const orphan = () => stage.gateway.keys().find(({ id }) => id === ID('a'));
      expect(orphan()?.session).toMatchObject({ expires: 1, meta_data: { credential_id: `${NEVER}1` } });
      expect((await pass(stage)).gateway).toMatchObject({ orphans: 1, quarantined: 0, deleted: 0 });
      expect((await pass(stage, { quarantineHours: 0 })).gateway).toMatchObject({ deleted: 1 });
      expect(orphan()).toBeUndefined();
      expect(stage.gateway.keys().filter(({ id }) => id === ID('b') || id === ID('c'))).toEqual(before);
      expect(await callWith(stage.gateway, key)).toBe(200);
      const events = (await stage.db.select().from(auditEvents)).filter(
        ({ subjectKind }) => subjectKind === 'gateway_key',
      );
      expect(events.map(({ event }) => event)).toEqual(['gateway_key.quarantined', 'gateway_key.deleted']);
    }));

  test('in great number mean a wrong database: nothing is done, and somebody is called', () =>
    onStage(
      async (stage) => {
        const keys = [];
        for (let made = 0; made < 7; made += 1) keys.push(await stage.activeKey());
        // The database of an hour ago.
        await stage.db.delete(credentials);
        const { gateway } = await pass(stage);
        expect(gateway).toMatchObject({ orphans: 7, quarantined: 0, deleted: 0 });
        expect(gateway.stopped).toContain('Is it the right database');
        for (const { key } of keys) expect(await callWith(stage.gateway, key)).toBe(200);
      },
      { skipInvariants: true },
    ));

  test('because their request failed after all are ended and deleted', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await stage.db.update(credentials).set({ status: 'failed' }).where(eq(credentials.id, credentialId));
      await write(stage, ID('d'), { meta_data: await mark(stage, credentialId) });
      expect((await pass(stage)).gateway).toMatchObject({ zombies: 1, repaired: 1 });
      expect(keysAt(stage.gateway)).toEqual([]);
    }));

  test('and that are being made right now are left alone', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      await write(stage, ID('e'), { meta_data: await mark(stage, credentialId) });
      expect((await pass(stage)).gateway).toMatchObject({ zombies: 0, orphans: 0 });
      expect(keysAt(stage.gateway)).toHaveLength(1);
      await stage.gateway.wipeStore();
    }));
});

describe('on a gateway that keeps its keys in the clear', () => {
  const onPlainStage = provisioningStage({ config: { hashKeys: false, hashKeyFunction: '' } });

  test('the saga, the comparison and the quarantine work without a hash', () =>
    onPlainStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await write(stage, ID('f'), { meta_data: await mark(stage, `${NEVER}3`) });
      expect((await pass(stage)).gateway).toMatchObject({ checked: 1, orphans: 1, quarantined: 1 });
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect((await pass(stage, { quarantineHours: 0 })).gateway).toMatchObject({ deleted: 1 });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));
});

test('housekeeping throws away what has ended long ago, and nothing else', () =>
  onStage(async (stage) => {
    const { db, system, world } = stage;
    const session = (userId: string) =>
      db.transaction((tx) => startSession(system, tx, { userId, kind: 'developer', userAgent: '' }));
    const old = await session(world.ada.userId);
    const fresh = await session(world.tom.userId);
    await db
      .update(sessions)
      .set({ endedAt: new Date(Date.now() - 40 * 86_400_000) })
      .where(eq(sessions.id, old));
    await mintToken(db, { purpose: 'reset_password', subjectId: world.ada.userId, hours: 1 });
    await db.update(oneTimeTokens).set({ expiresAt: new Date(Date.now() - 40 * 86_400_000) });
    await mintToken(db, { purpose: 'reset_password', subjectId: world.tom.userId, hours: 1 });
    await db.insert(throttles).values([
      { bucket: 'old', attempts: 1, resetsAt: new Date(Date.now() - 2 * 86_400_000) },
      { bucket: 'new', attempts: 1, resetsAt: new Date() },
    ]);
    await housekeeping(system);
    expect((await db.select().from(sessions)).map(({ id }) => id)).toEqual([fresh]);
    expect((await db.select().from(oneTimeTokens)).map(({ subjectId }) => subjectId)).toEqual([world.tom.userId]);
    expect((await db.select().from(throttles)).map(({ bucket }) => bucket)).toEqual(['new']);
  }));

test('a policy that opens more than before is no drift', () =>
  onStage(async (stage) => {
    await stage.activeKey();
    stage.gateway.setDefinitions({
      apis: DEMO_APIS,
      policies: DEMO_POLICIES.map((policy) =>
        policy.policyId === 'acl-weather' ? { ...policy, apiIds: ['weather', 'maps'] } : policy,
      ),
    });
    stage.gateway.clearCalls();
    expect((await pass(stage)).gateway.drifted).toBe(0);
    stage.gateway.setDefinitions({ apis: DEMO_APIS, policies: DEMO_POLICIES });
  }));
