import { expect } from 'vitest';
import { importCredential } from '@/core/credentials/import-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { foreignKey, heldKey, importOf } from './importing';
import { callWith, keysAt } from './provisioning';
import type { Stage } from './provisioning-stage';
import { type SagaPath, sync } from './saga-path';

/** Calls that a key has made before it is attached. */
const USED_BEFORE = 3;

/** A key that is in use, with a quota, and the order to attach it. */
async function orderImport(stage: Stage) {
  const { key } = await foreignKey(stage.gateway, { apply_policies: ['acl-maps', 'plan-standard'] });
  for (let call = 0; call < USED_BEFORE; call += 1) await callWith(stage.gateway, key, 'maps');
  const made = await importCredential(stage.as(stage.world.alan), importOf(stage, { key }));
  return { credentialId: made.credentialId, key };
}

/** A key of before, attached and ended. */
export const importPaths: readonly SagaPath[] = [
  {
    name: 'import',
    points: [
      'gw.afterLease',
      'import.afterRead',
      'import.afterWrite',
      'gw.afterVerify',
      'gw.beforeActive',
      'gw.afterActive',
    ],
    prepare: (stage) => orderImport(stage),
    walk: (ctx, stage, credentialId) => sync(ctx, stage, credentialId),
    again: async () => {},
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', generation: 1 });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(only?.key).toBe(key);
      expect(only?.session).toMatchObject({ meta_data: { customer_id: 'cus_7', credential_id: credentialId } });
      // I14: no retry gives the key a fresh quota. The checks call it, too.
      const used = (only?.session.quota_max ?? 0) - (only?.session.quota_remaining ?? 0);
      expect(used).toBeGreaterThanOrEqual(USED_BEFORE);
      expect(await callWith(stage.gateway, key ?? '')).toBe(200);
    },
  },
  {
    name: 'end import',
    points: [
      'revoke.afterCommit',
      'gw.afterLease',
      'gw.beforeSend',
      'gw.afterSend',
      'gw.beforeDelete',
      'gw.afterDelete',
    ],
    async prepare(stage) {
      const start = await orderImport(stage);
      await stage.settle();
      return start;
    },
    async walk(ctx, stage, credentialId) {
      await revokeCredential(ctx, { credentialId });
      await sync(ctx, stage, credentialId);
    },
    again: (ctx, credentialId) => revokeCredential(ctx, { credentialId }),
    async ends(stage, { credentialId, key }) {
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(heldKey(stage.gateway, key ?? '')).toBeUndefined();
      expect(await callWith(stage.gateway, key ?? '')).toBe(403);
    },
  },
];
