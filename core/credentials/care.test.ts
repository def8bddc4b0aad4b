import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { apps, auditEvents, credentials, mails, settings } from '@/db/schema';
import { DEMO_APIS, DEMO_POLICIES } from '@/gateway/demo/definitions';
import { crowd, gather } from '@/test/crowd';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import type { MessageName } from '../ports/messages';
import { careForKeys } from './care';
import { tellOfExpiry } from './care/tell-of-expiry';
import { watchQuotas } from './care/watch-quotas';

const onStage = provisioningStage();

/** Ends are set in the rows alone, as time would: the gateway knows of none. */
const BENT = { skipInvariants: true };

const sent = async (stage: Stage, message: MessageName) =>
  (await stage.db.select().from(mails).where(eq(mails.message, message))).map(({ toUserId }) => toUserId);

/** Sets a key's end to so many days from now, as if its life had passed. */
async function endsIn(stage: Stage, credentialId: string, days: number): Promise<void> {
  await stage.db
    .update(credentials)
    .set({ expiresAt: sql`date_trunc('second', now()) + make_interval(secs => ${days * 86_400})` })
    .where(eq(credentials.id, credentialId));
}

describe('before and at the end of a key', () => {
  test('its people are told once when it can be renewed, and once when it is over', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 90 } });
      await endsIn(stage, credentialId, 20);
      expect(await tellOfExpiry(stage.system)).toBe(0);
      await endsIn(stage, credentialId, 13);
      expect([await tellOfExpiry(stage.system), await tellOfExpiry(stage.system)]).toEqual([1, 0]);
      expect(await sent(stage, 'key-expires')).toEqual([stage.world.ada.userId]);
      // Renewed and near its end again: another occasion.
      await endsIn(stage, credentialId, 12);
      expect(await tellOfExpiry(stage.system)).toBe(1);
      await endsIn(stage, credentialId, -0.1);
      expect([await tellOfExpiry(stage.system), await tellOfExpiry(stage.system)]).toEqual([1, 0]);
      expect(await sent(stage, 'key-expired')).toEqual([stage.world.ada.userId]);
    }, BENT));

  test('two workers at once, one of which dies, tell once', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 90 } });
      await endsIn(stage, credentialId, 3);
      let isArmed = true;
      const dying = {
        ...stage.system,
        fault: async (point: string) => {
          if (point !== 'expire.beforeNoted' || !isArmed) return;
          isArmed = false;
          throw new Error('broken');
        },
      };
      await expect(tellOfExpiry(dying)).rejects.toThrow('broken');
      await gather(stage.db, 6);
      await crowd(() => tellOfExpiry(stage.system), 6);
      expect(await sent(stage, 'key-expires')).toHaveLength(1);
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.holder_told'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
    }, BENT));

  test('a key that lives a week is not spoken of on its first day, and what ended long ago never', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 7 } });
      expect(await tellOfExpiry(stage.system)).toBe(0);
      await endsIn(stage, credentialId, 3);
      expect(await tellOfExpiry(stage.system)).toBe(1);
      await endsIn(stage, credentialId, -8);
      expect(await tellOfExpiry(stage.system)).toBe(0);
    }, BENT));
});

describe('a quota that runs out', () => {
  const onSmallQuota = provisioningStage({
    definitions: {
      apis: DEMO_APIS,
      policies: DEMO_POLICIES.map((policy) =>
        policy.policyId === 'plan-standard' ? { ...policy, rate: 0, quotaMax: 10, quotaRenewalSeconds: 3_600 } : policy,
      ),
    },
  });

  test('is told at 80 % and when nothing is left, each once in a period', () =>
    onSmallQuota(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      const afterCalls = async (calls: number) => {
        for (let at = 0; at < calls; at += 1) await callWith(stage.gateway, key);
        await stage.db.update(credentials).set({ quotaReadAt: null }).where(eq(credentials.id, credentialId));
        return watchQuotas(stage.system, stage.gateways);
      };
      expect(await afterCalls(7)).toBe(0);
      expect(await stage.row(credentialId)).toMatchObject({ quotaMax: 10, quotaLeft: 3 });
      expect([await afterCalls(1), await afterCalls(1)]).toEqual([1, 0]);
      expect(await sent(stage, 'quota-nearly-used')).toEqual([stage.world.ada.userId]);
      expect([await afterCalls(1), await afterCalls(1)]).toEqual([1, 0]);
      expect(await sent(stage, 'quota-used-up')).toEqual([stage.world.ada.userId]);
    }));

  test('a gateway that is down says nothing, and harms nothing', () =>
    onStage(async (stage) => {
      await stage.activeKey();
      stage.gateway.switches.set({ storeDown: true });
      expect(await watchQuotas(stage.system, stage.gateways)).toBe(0);
    }));
});

test('a part that fails does not keep the others from their work', () =>
  onStage(async (stage) => {
    const { world, db } = stage;
    const { credentialId } = await stage.activeKey({ terms: { keyLifetimeDays: 90 } });
    await endsIn(stage, credentialId, 3);
    await db.update(settings).set({ reviewEveryDays: 30 });
    await db.update(apps).set({ createdAt: sql`now() - interval '200 days'` }).where(eq(apps.id, world.ledger.id));
    const failing = {
      ...stage.system,
      fault: async (point: string) => {
        if (point === 'expire.beforeNoted') throw new Error('broken');
      },
    };
    await expect(careForKeys(failing, stage.gateways, null)).rejects.toThrow('broken');
    expect(await sent(stage, 'app-review')).toHaveLength(1);
    const told = and(eq(mails.message, 'key-expires'), eq(mails.toUserId, world.ada.userId));
    expect(await db.select().from(mails).where(told)).toHaveLength(0);
  }, BENT));
