import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, mails, plans } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { approvedRequest, callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { claimCredential } from './claim-credential';
import { retryCredential } from './retry-credential';

const onStage = provisioningStage();

/** A claimed credential that nobody has worked on yet. */
async function claimed(stage: Stage, options: Parameters<typeof approvedRequest>[2] = {}) {
  const made = await approvedRequest(stage.db, stage.world, options);
  await claimCredential(stage.as(stage.world.ada), { credentialId: made.credentialId });
  return made;
}

const imports = (stage: Stage) => stage.gateway.calls().filter(({ method, query }) => method === 'POST' && query);
const importsOf = (stage: Stage) => imports(stage).filter(({ path }) => !path.endsWith('/preview'));

describe('an approved request becomes one working key', () => {
  test('the key opens what was asked for, knows whose it is, and its request is fulfilled', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      expect(await callWith(stage.gateway, key, 'payments')).toBe(200);
      expect(await callWith(stage.gateway, key, 'weather')).toBe(200);
      expect(await callWith(stage.gateway, key, 'maps')).toBe(403);
      const [held] = keysAt(stage.gateway);
      expect(held?.session.meta_data).toMatchObject({
        credential_id: credentialId,
        generation: 1,
        developer_id: stage.world.ada.userId,
        developer_email: stage.world.ada.email,
        organization_id: stage.world.acme.id,
        app_id: stage.world.ledger.id,
        app_name: 'Ledger',
        tyk_key_request_fields: { reason: 'Zahlungen prüfen' },
        request_reason: 'Zahlungen prufen',
        tier: 'gold',
      });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastFour: held?.id.slice(-4) });
    }));

  test('nothing reaches the gateway before somebody has claimed', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await stage.sync(credentialId);
      expect(stage.gateway.calls()).toEqual([]);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'awaiting_claim', keyIdSealed: null });
    }));

  test('with plain delivery the key is made without a person, and the mail is ordered once it works', () =>
    onStage(async (stage) => {
      const { credentialId, requestId } = await approvedRequest(stage.db, stage.world, { delivery: 'plain' });
      expect(await stage.db.select().from(mails)).toEqual([]);
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', claimedBy: null });
      const ordered = await stage.db.select().from(mails);
      expect(ordered.map(({ message, subjectId }) => ({ message, subjectId }))).toEqual([
        { message: 'request-approved-key', subjectId: credentialId },
      ]);
      expect(requestId).toBeTruthy();
    }));

  test('only the first issue lets the quota start; every later write keeps it [K-06] [G-17]', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      for (let call = 0; call < 3; call += 1) await callWith(stage.gateway, key);
      stage.gateway.clearCalls();
      await stage.db.execute(`update credentials set settled_at = null, next_look_at = now()`);
      await stage.settle();
      expect(importsOf(stage).map(({ query }) => query)).toEqual([{ suppress_reset: '1' }]);
      const left = keysAt(stage.gateway)[0]?.session;
      expect((left?.quota_max ?? 0) - (left?.quota_remaining ?? 0)).toBe(3);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('a lifetime counts from the making, not from the approval, and is never sent when it has passed [K-22] [C-03]', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage, { terms: { keyLifetimeDays: 30 } });
      const before = Date.now();
      await stage.settle();
      const row = await stage.row(credentialId);
      const days = ((row.expiresAt?.getTime() ?? 0) - before) / 86_400_000;
      expect(days).toBeGreaterThan(29.99);
      expect(days).toBeLessThan(30.01);
      expect(keysAt(stage.gateway)[0]?.session.expires).toBe((row.expiresAt?.getTime() ?? 0) / 1000);
    }));

  test('a key whose lifetime is over is noted once and not sent again [K-22]', () =>
    onStage(
      async (stage) => {
        const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 1 } });
        await stage.db.execute(`update credentials set expires_at = now() - interval '1 minute', next_look_at = now()`);
        stage.gateway.clearCalls();
        await stage.sync(credentialId);
        await stage.db.execute(`update credentials set next_look_at = now()`);
        await stage.sync(credentialId);
        expect(stage.gateway.calls()).toEqual([]);
        const events = await stage.db
          .select()
          .from(auditEvents)
          .where(eq(auditEvents.event, 'credential.expired'))
          .orderBy(auditEvents.id);
        expect(events).toHaveLength(1);
      },
      { skipInvariants: true },
    ));
});

describe('a policy that the gateway does not know', () => {
  const without = (policyId: string) => ({
    apis: DEMO_APIS,
    policies: DEMO_POLICIES.filter((policy) => policy.policyId !== policyId),
  });
  const withAll = { apis: DEMO_APIS, policies: DEMO_POLICIES };

  test.each(['acl-weather', 'plan-standard'])(
    '%s: no key is made, people are told, and a retry makes it [G-05] [G-16]',
    (policyId) =>
      onStage(async (stage) => {
        stage.gateway.setDefinitions(without(policyId));
        const { credentialId } = await claimed(stage);
        await stage.settle({ limits: { rejectionsForgiven: 1 } });
        expect(await stage.row(credentialId)).toMatchObject({
          status: 'failed',
          lastError: `The gateway does not know ${policyId}.`,
        });
        expect(keysAt(stage.gateway)).toEqual([]);
        const told = await stage.db.select().from(mails).where(eq(mails.message, 'key-failed'));
        expect(told.map(({ toUserId }) => toUserId).sort()).toEqual(
          [stage.world.priya.userId, stage.world.alan.userId].sort(),
        );
        stage.gateway.setDefinitions(withAll);
        await retryCredential(stage.as(stage.world.ada), { credentialId });
        await stage.settle();
        expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastError: null });
      }),
  );

  test('is waited for when it was only just added [G-15]', () =>
    onStage(async (stage) => {
      stage.gateway.setDefinitions(without('plan-standard'));
      const { credentialId } = await claimed(stage);
      await stage.sync(credentialId, ONE_TRY);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'provisioning', attempts: 1 });
      stage.gateway.setDefinitions(withAll);
      await stage.hurry();
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('a later edit of the plan does not change what was approved', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      await stage.db.update(plans).set({ limitsPolicyId: 'plan-unlimited' });
      await stage.settle();
      expect((await stage.row(credentialId)).wanted.policyIds).toEqual([
        'acl-payments',
        'acl-weather',
        'plan-standard',
      ]);
      expect(keysAt(stage.gateway)[0]?.session.apply_policies).toContain('plan-standard');
    }));
});
