import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { asActor } from '@/core/context';
import { mutate } from '@/core/mutate';
import type { Gateways } from '@/core/ports';
import { mails, oneTimeTokens } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import type { DemoKey } from '@/gateway/demo/start-demo-gateway';
import { contextFor, inSandbox } from '@/test/harness';
import {
  approvedRequest,
  callWith,
  credentialRow,
  keysAt,
  ONE_TRY,
  provisioningStage,
  QUICK,
  type Stage,
  TEST_GATEWAY_SECRET,
  until,
} from '@/test/provisioning';
import { seedApp, seedWorld } from '@/test/world';
import { mintToken } from '../identity/tokens';
import { claimCredential } from './claim-credential';
import { listCredentials } from './list-credentials';
import { requestRevocations } from './request-revocations';
import { resumeCredential } from './resume-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';
import { syncCredential } from './sync-credential';

/** A plan that does not slow callers down, with a quota that makes their calls write the key back (gateway.md 7). */
const definitions = {
  apis: DEMO_APIS,
  policies: DEMO_POLICIES.map((policy) =>
    policy.policyId === 'plan-standard' ? { ...policy, rate: 1_000_000, perSeconds: 1, quotaMax: 10_000_000 } : policy,
  ),
};
const onStage = provisioningStage({ definitions });

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

/** What was sent for one credential. */
function importsOf(stage: Stage, credentialId: string): { expires: number }[] {
  return stage.gateway
    .calls()
    .map(({ body }) => body as { expires: number; meta_data?: { credential_id?: string } } | undefined)
    .filter((body) => body !== undefined && body.meta_data?.credential_id === credentialId) as { expires: number }[];
}

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

describe('revoking', () => {
  test('ends a key for certain: refused at once, proven gone, its secrets forgotten, its holder told', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.tom), { credentialId, reason: 'Leaked' });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'revoked',
        keySealed: null,
        keyIdSealed: null,
        revokeReason: 'Leaked',
        revokedBy: stage.world.tom.userId,
      });
      const told = await stage.db.select().from(mails).where(eq(mails.message, 'key-revoked'));
      expect(told.map(({ toUserId }) => toUserId)).toEqual([stage.world.ada.userId]);
    }));

  test('a second click is harmless, and no path leads out of it', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const ada = stage.as(stage.world.ada);
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoking' });
      const { operation } = await stage.row(credentialId);
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoking' });
      expect((await stage.row(credentialId)).operation).toBe(operation);
      await stage.settle();
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoked' });
      expect(await refusal(claimCredential(ada, { credentialId }))).toBe('conflict');
    }));

  test('before anybody claimed, there is nothing to end at the gateway, and the mailed link is dead', () =>
    onStage(async (stage) => {
      const { credentialId, requestId } = await approvedRequest(stage.db, stage.world);
      await mintToken(stage.db, { purpose: 'confirm_request', subjectId: requestId, hours: 24 });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(stage.gateway.calls()).toEqual([]);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const [link] = await stage.db.select().from(oneTimeTokens);
      expect(link?.voidedAt).not.toBeNull();
    }));

  test('is for members and admins; strangers learn nothing; who only reads or approves may not', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await approvedRequest(db, world);
      for (const stranger of [world.eve, world.dora, world.ivan]) {
        expect(await refusal(revokeCredential(contextFor(db, stranger), { credentialId }))).toBe('not_found');
      }
      for (const reader of [world.audrey, world.arun]) {
        expect(await refusal(revokeCredential(contextFor(db, reader), { credentialId }))).toBe('forbidden');
      }
      expect(await refusal(revokeCredential(contextFor(db, world.alan), { credentialId }))).toBe('done');
    }));

  test('all keys of an app end together, whatever state they are in, and nobody else’s', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const unclaimed = await approvedRequest(db, world);
      const claimed = await approvedRequest(db, world);
      await claimCredential(contextFor(db, world.ada), claimed);
      const dora = await approvedRequest(db, world, {
        by: world.dora,
        app: await seedApp(db, world.dora, 'Other', 'personal'),
      });
      const ctx = asActor(contextFor(db), world.priya);
      const end = () =>
        mutate(ctx, async (unit) => {
          await unit.audit('app.deleted', { kind: 'app', id: world.ledger.id });
          return requestRevocations(ctx, unit, { appId: world.ledger.id }, 'The app was deleted.');
        });
      const { credentialIds } = await end();
      expect(credentialIds.sort()).toEqual([unclaimed.credentialId, claimed.credentialId].sort());
      expect((await end()).credentialIds).toEqual([]);
      expect(await credentialRow(db, dora.credentialId)).toMatchObject({ status: 'awaiting_claim' });
    }));
});

/** Puts a key back as it was: what a write that was under way all the time would do. */
async function bringBack(stage: Stage, held: DemoKey | undefined): Promise<void> {
  if (!held) throw new Error('the key was not there');
  const { org_id, apply_policies, meta_data, expires } = held.session;
  const answer = await fetch(`${stage.gateway.url}/tyk/keys/${held.id}`, {
    method: 'POST',
    headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET, 'content-type': 'application/json' },
    body: JSON.stringify({ org_id, apply_policies, meta_data, expires }),
  });
  expect(answer.status).toBe(200);
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
      await bringBack(stage, before);
      expect(await callWith(stage.gateway, key)).toBe(200);
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    }));
});

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
      stage.gateway.setDefinitions(definitions);
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));
});

describe('a write that comes late', () => {
  // Take the fence out of startOperation and this must fail: the key comes back after both proofs.
  test('after the deletion is waited for: nothing is final before the fence has passed', () =>
    onStage(async (stage) => {
      // So that the policies are known already, and the next POST is the import.
      const other = await stage.activeKey();
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      // The import is on its way for longer than we wait, and arrives after the deletion.
      stage.gateway.switches.set({ lateApplyMs: 900, only: ['POST'], times: 1 });
      await stage.sync(credentialId, ONE_TRY);
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      // Whenever it was that it arrived.
      await until(
        async () => stage.gateway.calls().filter(({ method, status }) => method === 'POST' && status === 0),
        (underWay) => underWay.length === 0,
      );
      expect(importsOf(stage, credentialId).filter(({ expires }) => expires !== 1)).toHaveLength(1);
      expect(keysAt(stage.gateway).map((held) => held.credentialId)).toEqual([other.credentialId]);
    }));

  // Leave makeSureOfDelete out of issue-key.ts and this must fail.
  test('of a worker that lost its turn is undone by that worker, even if the fence was too short', () =>
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
