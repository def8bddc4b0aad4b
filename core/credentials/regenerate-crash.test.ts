import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents } from '@/db/schema';
import { callWith, keysAt, QUICK } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import type { Context } from '../context';
import { regenerateCredential } from './regenerate-credential';
import { syncCredential } from './sync-credential';

const onStage = provisioningStage();

describe('a crash while a key is being replaced', () => {
  const points = [
    'gw.afterLease',
    'gw.beforeSend',
    'gw.afterSend',
    'gw.beforeActive',
    'gw.afterActive',
    'rotate.afterNewActive',
  ] as const;

  // Retire the old key before the new one is read back and this must fail.
  test.each(points)('at %s leaves a working key at every moment, and two never after the grace [K-18]', (point) =>
    onStage(async (stage) => {
      const old = await stage.activeKey();
      const crashing = crashAt(stage, point);
      const made = await regenerateCredential(crashing, { credentialId: old.credentialId, grace: 'now' });
      await expect(syncCredential(crashing, stage.gateways, made, QUICK)).rejects.toThrow('crash');
      const working = await workingKeys(stage, old.key);
      expect(working).toBeGreaterThanOrEqual(1);
      await stage.settle();
      expect(keysAt(stage.gateway)).toHaveLength(1);
      const retired = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.revoked'))
        .orderBy(auditEvents.id);
      expect(retired).toHaveLength(1);
    }),
  );

  async function workingKeys(stage: Stage, oldKey: string): Promise<number> {
    const statuses = [await callWith(stage.gateway, oldKey)];
    for (const { key } of keysAt(stage.gateway).filter((held) => held.key !== oldKey)) {
      statuses.push(await callWith(stage.gateway, key));
    }
    return statuses.filter((status) => status === 200).length;
  }

  function crashAt(stage: Stage, point: string): Context {
    let isArmed = true;
    return stage.as(stage.world.ada, {
      fault: async (at) => {
        if (at !== point || !isArmed) return;
        isArmed = false;
        throw new Error('crash');
      },
    });
  }
});
