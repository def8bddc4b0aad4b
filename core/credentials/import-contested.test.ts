import { expect, onTestFinished, test } from 'vitest';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { attachedKey, foreignKey, heldKey, importOf } from '@/test/importing';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { importCredential } from './import-credential';
import { revokeCredential } from './revoke-credential';

/** Plans that do not slow callers down, with a quota that makes their calls write the key back (gateway.md 7). */
const definitions = {
  apis: DEMO_APIS,
  policies: DEMO_POLICIES.map((policy) =>
    policy.policyId === 'plan-standard' || policy.policyId === 'plan-free'
      ? { ...policy, rate: 1_000_000, perSeconds: 1, quotaMax: 10_000_000 }
      : policy,
  ),
};
const onStage = provisioningStage({ definitions });

/** Calls without a pause until it is stopped; counts what it got. */
function callers(stage: Stage, key: string) {
  let isOver = false;
  const statuses = new Map<number, number>();
  const running = Array.from({ length: 24 }, async () => {
    while (!isOver) {
      const status = await callWith(stage.gateway, key);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  return {
    count: async (status: number) => statuses.get(status) ?? 0,
    async stop() {
      isOver = true;
      await Promise.all(running);
    },
  };
}

// Leave `hold` out of attach-key.ts and this must fail: each write is lost to the calls in flight.
test.each([0, 20, 60])(
  'while 24 callers use a key of before, and calls take %i ms, it is attached and stays so',
  (upstreamDelayMs) =>
    onStage(async (stage) => {
      const { gateway } = stage;
      gateway.switches.set({ upstreamDelayMs });
      await stage.db.execute('update plans set settle_seconds = 1');
      const { key } = await foreignKey(gateway, { apply_policies: ['acl-payments', 'plan-free'] });
      const { count, stop } = callers(stage, key);
      onTestFinished(stop);
      await until(
        () => count(200),
        (answered) => answered > 100,
      );
      const { credentialId } = await importCredential(stage.as(stage.world.alan), importOf(stage, { key }));
      await stage.settle({ withinMs: 40_000 });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', lastError: null });
      const before = await count(200);
      await until(
        () => count(200),
        (answered) => answered > before + 200,
      );
      expect(heldKey(gateway, key)?.session.meta_data.credential_id).toBe(credentialId);
      expect(await count(403)).toBe(0);
      await stop();
    }),
  60_000,
);

test.each(['key', 'hash'] as const)(
  'while 24 callers use a key that was attached by its %s, it ends and stays ended',
  (by) =>
    onStage(async (stage) => {
      await stage.db.execute('update plans set settle_seconds = 1');
      const { key, credentialId } = await attachedKey(stage, by);
      const { count, stop } = callers(stage, key);
      onTestFinished(stop);
      await until(
        () => count(200),
        (answered) => answered > 100,
      );
      await revokeCredential(stage.as(stage.world.alan), { credentialId });
      await stage.settle({ withinMs: 40_000 });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const answered = await count(200);
      const refused = await count(403);
      await until(
        () => count(403),
        (times) => times > refused + 200,
      );
      expect(await count(200)).toBe(answered);
      await stop();
    }),
  60_000,
);
