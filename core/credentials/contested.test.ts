import { describe, expect, test } from 'vitest';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { resumeCredential } from './resume-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

/** A plan that does not slow callers down, with a quota that makes their calls write the key back (gateway.md 7). */
const definitions = {
  apis: DEMO_APIS,
  policies: DEMO_POLICIES.map((policy) =>
    policy.policyId === 'plan-standard' ? { ...policy, rate: 1_000_000, perSeconds: 1, quotaMax: 10_000_000 } : policy,
  ),
};
const onStage = provisioningStage({ definitions });

/** Calls without a pause until it is stopped; counts what it got. */
function callers(stage: Stage, key: string, count = 24) {
  let isOver = false;
  const statuses = new Map<number, number>();
  const running = Array.from({ length: count }, async () => {
    while (!isOver) {
      const status = await callWith(stage.gateway, key);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  return {
    statuses,
    count: (status: number) => statuses.get(status) ?? 0,
    async stop() {
      isOver = true;
      await Promise.all(running);
    },
  };
}

describe('while many callers use a key with a quota', () => {
  test.each([0, 20, 60])('and calls take %i ms, a revoked key is refused soon, and stays refused', (upstreamDelayMs) =>
    onStage(async (stage) => {
      stage.gateway.switches.set({ upstreamDelayMs });
      const { credentialId, key } = await stage.activeKey({ terms: { settleSeconds: 0.3 } });
      const crowd = callers(stage, key);
      await until(
        async () => crowd.count(200),
        (answered) => answered > 100,
      );
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle({ withinMs: 20_000 });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const answered = crowd.count(200);
      const refused = crowd.count(403);
      await until(
        async () => crowd.count(403),
        (count) => count > refused + 200,
      );
      expect(crowd.count(200)).toBe(answered);
      await crowd.stop();
    }),
  );

  test('one that is suspended is refused, and comes back with its quota when it is resumed', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ terms: { settleSeconds: 0.2 } });
      const crowd = callers(stage, key);
      await until(
        async () => crowd.count(200),
        (answered) => answered > 100,
      );
      await suspendCredential(stage.as(stage.world.alan), { credentialId });
      await stage.settle({ withinMs: 20_000 });
      expect(await callWith(stage.gateway, key)).toBe(401);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', suspendedBy: stage.world.alan.userId });
      await crowd.stop();
      const used = keysAt(stage.gateway)[0]?.session.quota_remaining ?? 0;
      await resumeCredential(stage.as(stage.world.alan), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(keysAt(stage.gateway)[0]?.session.quota_remaining).toBeLessThanOrEqual(used);
    }));
});
