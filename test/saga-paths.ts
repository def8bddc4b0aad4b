import { expect } from 'vitest';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { syncCredential } from '@/core/credentials/sync-credential';
import type { FaultPoint } from '@/core/fault-points';
import { approvedRequest, callWith, keysAt, QUICK } from '@/test/provisioning';
import type { Stage } from '@/test/provisioning-stage';

/** One way through the saga, and the points on it where it can fail. */
export type SagaPath = {
  /** What is done; the fault comes somewhere on the way. */
  name: 'claim' | 'revoke' | 'regenerate' | 'suspend';
  points: FaultPoint[];
  prepare(stage: Stage): Promise<{ credentialId: string; key?: string }>;
  walk(ctx: Context, stage: Stage, credentialId: string): Promise<void>;
  /** What a person does who saw it fail: presses again. */
  again(ctx: Context, credentialId: string): Promise<unknown>;
  /** What must be so in the end. */
  ends(stage: Stage, start: { credentialId: string; key?: string }): Promise<void>;
};

const sync = (ctx: Context, stage: Stage, credentialId: string) =>
  syncCredential(ctx, stage.gateways, { credentialId }, QUICK);

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
    points: ['gw.afterLease', 'gw.beforeSend', 'gw.afterSend', 'gw.afterVerify'],
    prepare: (stage) => stage.activeKey(),
    async walk(ctx, stage, credentialId) {
      await suspendCredential({ ...ctx, actor: stage.world.alan }, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: async () => {},
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedBy: stage.world.alan.userId });
      expect(await callWith(stage.gateway, key ?? '')).toBe(401);
    },
  },
];
