import { describe, expect, test } from 'vitest';
import type { Gateways } from '@/core/ports/gateway';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { approvedRequest, callWith, keysAt, ONE_TRY, QUICK } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { writeStraight } from '@/test/write-straight';
import { claimCredential } from './claim-credential';
import { listCredentials } from './list-credentials';
import { revokeCredential } from './revoke-credential';
import { syncCredential } from './sync-credential';

const onStage = provisioningStage();

/** What was sent for one credential. */
function importsOf(stage: Stage, credentialId: string): { expires: number }[] {
  return stage.gateway
    .calls()
    .map(({ body }) => body as { expires: number; meta_data?: { credential_id?: string } } | undefined)
    .filter((body) => body !== undefined && body.meta_data?.credential_id === credentialId) as { expires: number }[];
}

describe('a revocation is only final after two proofs', () => {
  // Let bookProof count a look before the settling time is over and this must fail.
  test('a settling time apart, and the page says how far it has come', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { settleSeconds: 0.5 } });
      const ada = stage.as(stage.world.ada);
      await revokeCredential(ada, { credentialId });
      const [asked] = await listCredentials(ada, { appId: stage.world.ledger.id });
      expect(asked?.progress).toMatchObject({ stage: 'asking' });
      await stage.sync(credentialId);
      const [watched] = await listCredentials(ada, { appId: stage.world.ledger.id });
      expect(watched).toMatchObject({ status: 'revoking', progress: { stage: 'watching', finalInSeconds: 1 } });
      const started = (await stage.row(credentialId)).settlingSince?.getTime() ?? 0;
      await until(
        async () => {
          await stage.sync(credentialId);
          return stage.row(credentialId);
        },
        ({ firstProofAt }) => firstProofAt !== null,
      );
      const first = (await stage.row(credentialId)).firstProofAt?.getTime() ?? 0;
      expect(first - started).toBeGreaterThanOrEqual(500);
      expect((await listCredentials(ada, { appId: stage.world.ledger.id }))[0]?.progress?.stage).toBe('seen_once');
      await stage.settle();
      const { revokedAt } = await stage.row(credentialId);
      expect((revokedAt?.getTime() ?? 0) - first).toBeGreaterThanOrEqual(500);
    }));

  // Let proveAbsence finish at the first absence and this must fail.
  test('a key that comes back between them is ended again, and the proofs begin anew', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ terms: { settleSeconds: 0.2 } });
      const before = stage.gateway.keys().find((held) => held.key === key);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await until(
        async () => {
          await stage.sync(credentialId);
          return stage.row(credentialId);
        },
        ({ firstProofAt }) => firstProofAt !== null,
      );
      await writeStraight(stage.gateway, before?.id ?? '', before?.session ?? {});
      expect(await callWith(stage.gateway, key)).toBe(200);
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));
});

describe('the gateway’s word is not taken', () => {
  test('a DELETE that says 200 and does nothing is found out', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      stage.gateway.switches.set({ lieDelete: true, times: 4, only: ['DELETE'] });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.sync(credentialId);
      expect(await callWith(stage.gateway, key)).not.toBe(200);
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));

  // Let read-key answer absent for a bare 404 and this must fail.
  test('a store that is down looks like a deleted key, and proves nothing', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      stage.gateway.switches.set({ storeDown: true });
      for (let again = 0; again < 4; again += 1) {
        await stage.hurry();
        await stage.sync(credentialId, ONE_TRY);
      }
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoking' });
      stage.gateway.switches.reset();
      await stage.hurry();
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));

  test.each([
    { name: 'is cut off', switches: { resetBefore: true, times: 5 } as const },
    { name: 'loses its answers', switches: { answerLost: true, times: 4 } as const },
    { name: 'hangs', switches: { hang: true, times: 2 } as const },
    { name: 'answers 500', switches: { status: 500, times: 5 } as const },
    { name: 'refuses the secret', switches: { wrongSecret: true, times: 2 } as const },
  ])('a gateway that $name meanwhile ends the key when it is back', ({ switches }) =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      stage.gateway.switches.set(switches);
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }),
  );

  test('a policy that is gone cannot keep a key alive', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      stage.gateway.setDefinitions({ apis: DEMO_APIS, policies: [] });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      stage.gateway.setDefinitions({ apis: DEMO_APIS, policies: DEMO_POLICIES });
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));
});

describe('a write that comes late', () => {
  // Take the fence out of startOperation and this must fail: the key comes back after both proofs.
  test('after the deletion is waited for: nothing is final before the fence has passed [K-15]', () =>
    onStage(async (stage) => {
      // So that the policies are known already, and the next POST is the import.
      const other = await stage.activeKey();
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      // The import is on its way for longer than we wait, and arrives after the deletion.
      stage.gateway.switches.set({ lateApplyMs: 900, only: ['POST'], times: 1 });
      const limits = { fenceSeconds: 1.2 };
      await stage.sync(credentialId, { ...limits, ...ONE_TRY });
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle({ limits });
      // Whenever it was that it arrived.
      await until(
        async () => stage.gateway.calls().filter(({ method, status }) => method === 'POST' && status === 0),
        (underWay) => underWay.length === 0,
      );
      expect(importsOf(stage, credentialId).filter(({ expires }) => expires !== 1)).toHaveLength(1);
      expect(keysAt(stage.gateway).map((held) => held.credentialId)).toEqual([other.credentialId]);
    }));

  // Leave makeSureOfDelete out of issue-key.ts and this must fail.
  test('of a worker that lost its turn is undone by that worker, even if the fence was too short [K-15]', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      const ada = stage.as(stage.world.ada);
      await claimCredential(ada, { credentialId });
      const withoutFence = { ...QUICK, fenceSeconds: 0 };
      // Between its last look at the row and the gateway, the key is revoked, removed and proven gone.
      const late: Gateways = {
        of: (gateway) => ({
          ...stage.gateways.of(gateway),
          async putKey(wish, options) {
            await revokeCredential(ada, { credentialId });
            await stage.sync(credentialId, withoutFence);
            expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
            return stage.gateways.of(gateway).putKey(wish, options);
          },
        }),
      };
      await syncCredential(stage.system, late, { credentialId }, withoutFence);
      expect(importsOf(stage, credentialId).at(-1)?.expires).toBe(0);
      expect(keysAt(stage.gateway)).toEqual([]);
    }));
});
