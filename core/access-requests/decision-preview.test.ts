import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, credentials, gatewayPolicies, refusedMails, settings } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import { askForChange } from '@/test/changes';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { claimCredential } from '../credentials/claim-credential';
import type { DescribedCall } from '../ports/gateway';
import { approveAccessRequest } from './approve';
import { getDecisionPreview } from './get-decision-preview';

const onStage = provisioningStage();
const renderer = createMessageRenderer();

function preview({ as, world, gateways }: Stage, requestId: string, by = world.priya) {
  return getDecisionPreview(as(by), { gateways, renderer }, { requestId });
}

/** The writes of keys that the gateway got, with the sentinel's left out. */
function writes({ gateway }: Stage) {
  return gateway
    .calls()
    .filter(({ route, method, body }) => route === '/tyk/keys/:name' && method !== 'GET' && !isSentinel(body))
    .map(({ method, query, body }) => ({ method, query, body }));
}

function isSentinel(body: unknown): boolean {
  return JSON.stringify(body ?? '').includes('portico-sentinel');
}

/** The same call, with what was not known yet in its place. */
function fillIn(call: DescribedCall | undefined, known: { credentialId: string; expires?: number }) {
  const body = structuredClone(call?.body ?? {}) as { meta_data: Record<string, unknown>; expires: number };
  body.meta_data.credential_id = known.credentialId;
  if (known.expires !== undefined) body.expires = known.expires;
  return { method: call?.method, query: Object.fromEntries(new URLSearchParams(call?.path.split('?')[1])), body };
}

async function keyOf({ db }: Stage, requestId: string) {
  const [key] = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
  if (!key) throw new Error('there is no key');
  return key;
}

describe('what an approver sees before deciding', () => {
  test('is to the letter what the gateway then gets [Z-16]', () =>
    onStage(async (stage) => {
      const { db, world, as, settle } = stage;
      const { requestId } = await seedRequest(db, world);
      const seen = await preview(stage, requestId);
      expect(seen?.call).toMatchObject({ method: 'POST', path: '/tyk/keys/{id}' });
      expect(JSON.stringify(seen)).not.toContain('gateway-secret-for-tests');

      await approveAccessRequest(as(world.priya), { requestId });
      const { id: credentialId } = await keyOf(stage, requestId);
      stage.gateway.clearCalls();
      await claimCredential(as(world.ada), { credentialId });
      await settle();
      expect(writes(stage)).toEqual([fillIn(seen?.call, { credentialId })]);
    }));

  test('counts the expiry from the moment of the call', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const { requestId } = await seedRequest(db, world);
      const [row] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      if (!row) throw new Error('there is no request');
      await db
        .update(accessRequests)
        .set({ terms: { ...row.terms, keyLifetimeDays: 3 } })
        .where(eq(accessRequests.id, requestId));
      const seen = await preview(stage, requestId);
      expect(seen?.lifetimeDays).toBe(3);
      const inThreeDays = Date.now() / 1000 + 3 * 86_400;
      expect(Math.abs(Number(seen?.call.body.expires) - inThreeDays)).toBeLessThan(60);
    }));

  test('of a change is what the same key then gets, and how that differs', () =>
    onStage(async (stage) => {
      const { world, as, activeKey, settle, gateway } = stage;
      const { credentialId } = await activeKey({ plan: 'free' });
      const { requestId } = await askForChange(as(world.ada), world, credentialId);
      const seen = await preview(stage, requestId);
      expect(seen?.key).toBe('known');
      expect(seen?.differences).toContainEqual({
        what: 'Policies',
        from: expect.stringContaining('plan-free'),
        to: expect.stringContaining('plan-standard'),
      });
      gateway.clearCalls();
      await approveAccessRequest(as(world.priya), { requestId });
      await settle();
      expect(writes(stage)[0]).toEqual(fillIn(seen?.call, { credentialId }));
      expect(seen?.mail.note).toContain('when the gateway has proven');
    }));

  test('says which policies the key has, what they do, and which the gateway has lost', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const { requestId } = await seedRequest(db, world);
      const gatewayId = world.gateway.id;
      await db.delete(gatewayPolicies).where(eq(gatewayPolicies.gatewayId, gatewayId));
      await db.insert(gatewayPolicies).values({
        ...{ gatewayId, policyId: 'plan-standard', name: 'Standard limits', apiIds: [] },
        ...{ grantsAccess: false, limitsRate: true, limitsQuota: false, rate: 5, per: 10 },
        missingSince: new Date(),
      });
      const seen = await preview(stage, requestId);
      expect(seen?.policies).toMatchObject([
        { policyId: 'acl-payments', name: null, isMissing: false },
        { policyId: 'plan-standard', name: 'Standard limits', rate: 5, per: 10, isMissing: true },
      ]);
    }));

  test('shows the mail that follows in its own wording, with no link that works and no key', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const { requestId } = await seedRequest(db, world);
      const secure = await preview(stage, requestId);
      expect(secure?.mail).toMatchObject({ to: world.ada.email, note: null });
      expect(secure?.mail.message?.subject).toBe('Your access request for Harbour lights was approved');
      expect(secure?.mail.message?.text).toContain('token=drawn-when-it-is-sent');

      await db.update(settings).set({ keyDelivery: 'plain' });
      const plain = await seedRequest(db, world, { app: 'Plain' });
      const mail = (await preview(stage, plain.requestId))?.mail;
      expect(mail?.message?.text).toContain('the-key-once-it-exists');
      expect(mail?.note).toBe('Sent when the gateway has made the key.');
    }));

  test('says why no mail will come', () =>
    onStage(async (stage) => {
      const { db, world } = stage;
      const { requestId } = await seedRequest(db, world);
      await db.insert(refusedMails).values({ userId: world.ada.userId, topic: 'requests' });
      expect((await preview(stage, requestId))?.mail).toMatchObject({
        message: null,
        note: 'The developer has switched off mails of this kind.',
      });
      await db.update(accessRequests).set({ requestedBy: null }).where(eq(accessRequests.id, requestId));
      expect((await preview(stage, requestId))?.mail).toMatchObject({ to: null, message: null });
    }));

  test('is nothing once it is decided, and nothing for developers', () =>
    onStage(async (stage) => {
      const { db, world, as, gateways } = stage;
      const { requestId } = await seedRequest(db, world);
      const forAda = getDecisionPreview(as(world.ada), { gateways, renderer }, { requestId });
      await expect(forAda).rejects.toMatchObject({ code: 'not_found' });
      await approveAccessRequest(as(world.priya), { requestId });
      expect(await preview(stage, requestId)).toBeNull();
    }));
});
