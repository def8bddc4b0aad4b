import { expect, test } from 'vitest';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { askForChange, requestRow } from '@/test/changes';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { approveAccessRequest } from '../access-requests/approve';

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

test.each([0, 20, 60])(
  'while 24 callers use a key with a quota, and calls take %i ms, its new plan comes and stays',
  (upstreamDelayMs) =>
    onStage(async (stage) => {
      const { world, gateway } = stage;
      gateway.switches.set({ upstreamDelayMs });
      const { credentialId, key } = await stage.activeKey({ plan: 'free', terms: { settleSeconds: 0.3 } });
      await stage.db.execute('update plans set settle_seconds = 1');
      let isOver = false;
      let answered = 0;
      const callers = Array.from({ length: 24 }, async () => {
        while (!isOver) {
          expect(await callWith(gateway, key)).toBe(200);
          answered += 1;
        }
      });
      await until(
        async () => answered,
        (count) => count > 100,
      );
      const change = await askForChange(stage.as(world.ada), world, credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId: change.requestId });
      await stage.settle({ withinMs: 25_000 });
      expect(await requestRow(stage.db, change.requestId)).toMatchObject({ status: 'fulfilled' });
      const before = answered;
      await until(
        async () => answered,
        (count) => count > before + 200,
      );
      expect(keysAt(gateway)[0]?.session.apply_policies).toContain('plan-standard');
      isOver = true;
      await Promise.all(callers);
    }),
);
