import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { getKey } from './get-key';
import { refreshQuota } from './refresh-quota';
import { renameCredential } from './rename-credential';
import { resumeCredential } from './resume-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();

describe('names and blocks', () => {
  test('a key is called what people call it; the same name again is no event', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const tom = stage.as(stage.world.tom);
      await renameCredential(tom, { credentialId, name: '  Night   job ' });
      await renameCredential(tom, { credentialId, name: 'Night job' });
      expect((await stage.row(credentialId)).name).toBe('Night job');
      const events = await stage.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.renamed'))
        .orderBy(auditEvents.id);
      expect(events).toHaveLength(1);
      expect(await outcome(renameCredential(tom, { credentialId, name: ' ' }))).toBe('invalid');
      expect(await outcome(renameCredential(tom, { credentialId, name: 'x'.repeat(121) }))).toBe('invalid');
    }));

  test('what the provider suspended its own people cannot resume; what a super admin suspended they can', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey();
      await suspendCredential(stage.as(world.alan), { credentialId });
      expect(await outcome(resumeCredential(stage.as(world.ada), { credentialId }))).toBe('conflict');
      await resumeCredential(stage.as(world.alan), { credentialId });
      await suspendCredential(stage.as(world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(401);
      await resumeCredential(stage.as(world.ada), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});

describe('what is left of a quota', () => {
  /** As the page of the key does. */
  async function quotaOf(stage: Stage, credentialId: string) {
    const { quota } = await getKey(stage.as(stage.world.ada), { credentialId });
    const fresh = quota.isDue ? await refreshQuota(stage.system, stage.gateways, { credentialId }) : null;
    return fresh ?? quota.known;
  }

  test('is read from the gateway at most once a minute, whoever looks', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      await callWith(stage.gateway, key);
      stage.gateway.clearCalls();
      const { won } = await crowd(() => quotaOf(stage, credentialId), 6);
      expect(won).toHaveLength(6);
      const [first] = won.filter(({ outcome }) => outcome === 'read');
      expect(first).toMatchObject({ outcome: 'read', quota: { max: 1000, left: 999 } });
      await callWith(stage.gateway, key);
      expect(await quotaOf(stage, credentialId)).toMatchObject({ quota: { left: 999 } });
      await stage.db
        .update(credentials)
        .set({ quotaReadAt: sql`now() - interval '2 minutes'` })
        .where(eq(credentials.id, credentialId));
      expect(await quotaOf(stage, credentialId)).toMatchObject({ quota: { left: 998 } });
    }));

  test('is nothing for a key without one', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ terms: { limitsPolicyId: 'plan-partner' } });
      expect(await quotaOf(stage, credentialId)).toEqual({ outcome: 'none' });
    }));

  test('a gateway that does not answer leaves the figures as old as they are', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const readAt = new Date(Date.now() - 3_600_000);
      await stage.db
        .update(credentials)
        .set({ quotaMax: 1000, quotaLeft: 7, quotaReadAt: readAt })
        .where(eq(credentials.id, credentialId));
      stage.gateway.switches.set({ storeDown: true });
      const told = await quotaOf(stage, credentialId);
      expect(told).toEqual({ outcome: 'read', quota: { max: 1000, left: 7, renewsAt: null, readAt } });
      expect((await stage.row(credentialId)).quotaReadAt).toEqual(readAt);
    }));
});

test('the page of a key tells who saw it and what happened, without naming the provider’s people', () =>
  onStage(async (stage) => {
    const { world, db } = stage;
    const { credentialId } = await stage.activeKey();
    await suspendCredential(stage.as(world.alan), { credentialId });
    const { reveals, history, productNames } = await getKey(stage.as(world.tom), { credentialId });
    const [ada] = await db.select().from(users).where(eq(users.id, world.ada.userId));
    expect(reveals.map(({ by }) => by)).toEqual([`${ada?.firstName} ${ada?.lastName}`]);
    expect(history[0]).toMatchObject({ event: 'credential.suspended', by: 'The provider' });
    expect(JSON.stringify(history)).not.toContain('Alan');
    expect(productNames).toEqual(['payments', 'weather']);
    expect(await outcome(getKey(stage.as(world.eve), { credentialId }))).toBe('not_found');
  }));
