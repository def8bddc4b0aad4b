import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { claimCredential } from '@/core/credentials/claim-credential';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { renewCredential } from '@/core/credentials/renew-credential';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { credentials } from '@/db/schema';
import { requestRow, takeFreePlan } from '@/test/changes';
import { approvedRequest, callWith, keysAt } from '@/test/provisioning';
import type { Stage } from '@/test/provisioning-stage';
import { importPaths } from '@/test/saga-import-paths';
import { type SagaPath, sync } from '@/test/saga-path';

/** A key that lives a day, has a quarter of it left, and settled so at the gateway. */
async function nearItsEnd(stage: Stage) {
  const made = await stage.activeKey({ terms: { keyLifetimeDays: 1 } });
  const expiresAt = sql`date_trunc('second', now()) + interval '6 hours'`;
  await stage.db
    .update(credentials)
    .set({ expiresAt, settledAt: null, nextLookAt: sql`now()` })
    .where(eq(credentials.id, made.credentialId));
  await stage.settle();
  return made;
}

/** Each way of a key through its life, with the points at which it is interrupted. */
export const sagaPaths: SagaPath[] = [
  {
    name: 'claim',
    points: [
      'claim.beforeCommit',
      'claim.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.afterVerify',
      'gw.beforeActive',
      'gw.afterActive',
    ],
    prepare: (stage) => approvedRequest(stage.db, stage.world),
    async walk(ctx, stage, credentialId) {
      await claimCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => claimCredential(ctx, { credentialId }),
    async ends(stage, { credentialId }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(await callWith(stage.gateway, only?.key ?? '')).toBe(200);
    },
  },
  {
    name: 'revoke',
    points: [
      'revoke.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.beforeDelete',
      'gw.afterDelete',
      'gw.beforeRevoked',
    ],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      await revokeCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => revokeCredential(ctx, { credentialId }),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect(await callWith(stage.gateway, key ?? '')).toBe(403);
    },
  },
  {
    name: 'regenerate',
    points: ['gw.afterSend', 'gw.beforeActive', 'rotate.afterNewActive'],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      const made = await regenerateCredential(ctx, { credentialId, grace: 'now' });
      await sync(ctx, stage, made.credentialId);
    },
    // Refused while the new one is being made, and once it is: that is all that a second press may do.
    again: (ctx, credentialId) => regenerateCredential(ctx, { credentialId, grace: 'now' }).catch(() => 'refused'),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(only?.key).not.toBe(key);
      expect(await callWith(stage.gateway, only?.key ?? '')).toBe(200);
    },
  },
  {
    name: 'suspend',
    points: ['suspend.afterCommit', 'gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      await suspendCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => suspendCredential(ctx, { credentialId }).catch(() => 'refused'),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedBy: stage.world.ada.userId });
      expect(await callWith(stage.gateway, key ?? '')).toBe(401);
    },
  },
  {
    name: 'resume',
    points: ['suspend.afterCommit', 'gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'],
    async prepare(stage) {
      const start = await stage.activeKey();
      await suspendCredential(stage.as(stage.world.ada), start);
      await stage.settle();
      return start;
    },
    async walk(ctx, stage, credentialId) {
      await resumeCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => resumeCredential(ctx, { credentialId }).catch(() => 'refused'),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedAt: null });
      expect(await callWith(stage.gateway, key ?? '')).toBe(200);
    },
  },
  {
    name: 'renew',
    points: ['renew.afterCommit', 'gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'],
    prepare: nearItsEnd,
    async walk(ctx, stage, credentialId) {
      await renewCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => renewCredential(ctx, { credentialId }).catch(() => 'refused'),
    async ends(stage, { credentialId, key }) {
      const { expiresAt } = await stage.row(credentialId);
      const [only] = keysAt(stage.gateway);
      expect(only?.session.expires).toBe((expiresAt?.getTime() ?? 0) / 1000);
      expect(expiresAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
      expect(await callWith(stage.gateway, key ?? '')).toBe(200);
    },
  },
  {
    name: 'change',
    points: [
      'terms.beforeCommit',
      'terms.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.afterVerify',
    ],
    prepare: (stage) => stage.activeKey({ plan: 'standard' }),
    async walk(ctx, stage, credentialId) {
      await takeFreePlan(ctx, credentialId);
      await sync(ctx, stage, credentialId);
    },
    again: takeFreePlan,
    async ends(stage, { credentialId, key }) {
      const { requestId } = await takeFreePlan(stage.as(stage.world.ada), credentialId);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled', decidedVia: 'auto' });
      expect(keysAt(stage.gateway)).toMatchObject([
        { key, session: { apply_policies: ['acl-payments', 'acl-weather', 'plan-free'] } },
      ]);
      expect(await callWith(stage.gateway, key ?? '')).toBe(200);
    },
  },
  ...importPaths,
];
