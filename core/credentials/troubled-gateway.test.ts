import { describe, expect, test } from 'vitest';
import { gateways } from '@/db/schema';
import type { Switches } from '@/gateway/demo/switches';
import { approvedRequest, callWith, keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { claimCredential } from './claim-credential';

const onStage = provisioningStage();

/** A claimed credential that nobody has worked on yet. */
async function claimed(stage: Stage, options: Parameters<typeof approvedRequest>[2] = {}) {
  const made = await approvedRequest(stage.db, stage.world, options);
  await claimCredential(stage.as(stage.world.ada), { credentialId: made.credentialId });
  return made;
}

type Trouble = { name: string; switches: Partial<Switches> };

/** Troubles that leave open whether the gateway acted; each lasts for some calls and then ends by itself. */
const passing: Trouble[] = [
  { name: 'cuts connections', switches: { resetBefore: true, times: 3 } },
  { name: 'acts and loses the answer', switches: { answerLost: true, only: ['POST'], times: 3 } },
  { name: 'answers 500', switches: { status: 500, times: 3 } },
  { name: 'answers 502', switches: { status: 502, times: 3 } },
  { name: 'answers 503', switches: { status: 503, times: 3 } },
  { name: 'answers 429', switches: { status: 429, times: 3 } },
  { name: 'answers nonsense', switches: { answer: 'malformed', times: 3 } },
  { name: 'answers HTML', switches: { answer: 'html', times: 3 } },
  { name: 'answers far too much', switches: { answer: 'huge', only: ['POST'], times: 3 } },
  { name: 'redirects', switches: { answer: 'redirect', times: 3 } },
  { name: 'hangs', switches: { hang: true, times: 2 } },
  { name: 'is slower than we wait', switches: { slowMs: 900, times: 2 } },
  { name: 'acts when we have given up', switches: { lateApplyMs: 900, only: ['POST'], times: 2 } },
  { name: 'grants fewer rights than asked', switches: { lieFewerRights: true, only: ['POST'], times: 3 } },
];

describe('a gateway that', () => {
  test.each(passing)('$name gets one key in the end, and nobody sees another [G-02] [G-03] [G-06]', ({ switches }) =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      stage.gateway.switches.set(switches);
      await stage.sync(credentialId, ONE_TRY);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'provisioning', attempts: 1, keySealed: null });
      await stage.hurry();
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active', attempts: 0, lastError: null });
      expect(keysAt(stage.gateway)).toHaveLength(1);
    }),
  );

  test('is down keeps the row waiting with its reason, and the key comes when it is back [G-01]', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      await stage.gateway.stopListening();
      await stage.sync(credentialId, ONE_TRY);
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'provisioning',
        attempts: 1,
        lastError: expect.stringContaining('did not answer'),
      });
      const [silent] = await stage.db.select().from(gateways);
      expect(silent?.lastProblem).toContain('does not answer');
      await stage.gateway.startListening();
      await stage.hurry();
      await stage.settle();
      const [well] = await stage.db.select().from(gateways);
      expect(well?.lastProblem).toBeNull();
    }));

  test('has lost its store never makes us believe anything, and gets the key when the store is back', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      stage.gateway.switches.set({ storeDown: true });
      await stage.sync(credentialId);
      await stage.hurry();
      await stage.sync(credentialId);
      expect((await stage.row(credentialId)).status).toBe('provisioning');
      stage.gateway.switches.reset();
      await stage.settle();
      expect(keysAt(stage.gateway)).toHaveLength(1);
    }));

  test('refuses the secret raises the alarm, is not stormed, and goes on when the secret is right [G-04] [L-09]', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      stage.gateway.switches.set({ wrongSecret: true });
      await stage.sync(credentialId, ONE_TRY);
      const calls = stage.gateway.calls().length;
      for (let again = 0; again < 5; again += 1) await stage.sync(credentialId);
      expect(stage.gateway.calls()).toHaveLength(calls);
      const [refusing] = await stage.db.select().from(gateways);
      expect(refusing?.lastProblem).toContain('refuses the portal’s secret');
      stage.gateway.switches.reset();
      await stage.hurry();
      await stage.settle();
      const [well] = await stage.db.select().from(gateways);
      expect(well?.lastProblem).toBeNull();
    }));

  test('lies about its rights for ever never gets its key handed out [K-13] [G-16]', () =>
    onStage(async (stage) => {
      const { credentialId } = await claimed(stage);
      stage.gateway.switches.set({ lieFewerRights: true });
      for (let again = 0; again < 5; again += 1) {
        await stage.hurry();
        await stage.sync(credentialId, ONE_TRY);
      }
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'provisioning',
        keySealed: null,
        lastError: 'The key opens fewer APIs than were approved.',
      });
    }));

  test('loses its store after the key was made gets the same key again', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await stage.gateway.wipeStore();
      await stage.db.execute(`update credentials set settled_at = null, settling_since = now(), next_look_at = now()`);
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    }));

  test('hashes weakly is warned about [G-11]', () =>
    onStage(
      async (stage) => {
        stage.gateway.switches.set({ lieHashLength: 8 });
        await stage.activeKey();
        const [weak] = await stage.db.select().from(gateways);
        expect(weak?.lastProblem).toContain('murmur32');
      },
      { skipInvariants: true },
    ));
});
