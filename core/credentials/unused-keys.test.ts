import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { apps, credentials, gatewayApis, mails, settings } from '@/db/schema';
import { addCounted } from '@/gateway/demo/aggregated-table';
import { createUsageTables } from '@/gateway/tyk/usage-tables';
import { crowd, gather } from '@/test/crowd';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { askForReviews } from '../apps/ask-for-reviews';
import { confirmApp } from '../apps/confirm-app';
import { getApp } from '../apps/get-app';
import { listAllApps } from '../apps/list-all-apps';
import type { MessageName } from '../ports/messages';
import type { UsageFigures } from '../ports/usage';
import { endUnusedKeys } from './care/end-unused';

const onStage = provisioningStage();

const sent = async (stage: Stage, message: MessageName) =>
  (await stage.db.select().from(mails).where(eq(mails.message, message))).map(({ toUserId }) => toUserId);

/** Figures of the stage's gateway, in the stage's own database, as a pump writes them. */
async function withFigures(
  stage: Stage,
  calls: readonly { daysAgo: number; key: string }[],
  work: (usage: UsageFigures) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: stage.url });
  await client.connect();
  const usage = createUsageTables(stage.url, (error) => {
    throw error;
  });
  try {
    await stage.db
      .insert(gatewayApis)
      .values({
        id: newId(),
        gatewayId: stage.world.gateway.id,
        apiId: 'payments',
        name: 'p',
        listenPath: '/payments/',
      })
      .onConflictDoNothing();
    await addCounted(
      client,
      calls.map(({ daysAgo, key }) => ({
        at: new Date(Date.now() - daysAgo * 86_400_000),
        orgId: stage.gateway.orgId,
        apiId: 'payments',
        apiName: 'Payments',
        key,
        alias: '',
        path: '/',
        status: 200,
        calls: 1,
        latencyMs: 20,
      })),
    );
    await work(usage);
  } finally {
    await usage.close();
    await client.end();
  }
}

describe('a key that nobody uses', () => {
  /** Made so many days ago. */
  const aged = (stage: Stage, credentialId: string, days: number) =>
    stage.db
      .update(credentials)
      .set({ activeAt: sql`now() - make_interval(days => ${days})` })
      .where(eq(credentials.id, credentialId));
  const warned = (stage: Stage, credentialId: string, days: number) =>
    stage.db
      .update(credentials)
      .set({ unusedWarnedAt: sql`now() - make_interval(days => ${days})` })
      .where(eq(credentials.id, credentialId));
  const unusedDays = async (stage: Stage, days: number) => stage.db.update(settings).set({ unusedKeyDays: days });

  test('is flagged, its people are told once, and it is ended after as long again', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await aged(stage, credentialId, 100);
      await unusedDays(stage, 30);
      await withFigures(
        stage,
        [
          { daysAgo: 90, key: 'other' },
          { daysAgo: 0, key: 'other' },
        ],
        async (usage) => {
          expect(await endUnusedKeys(stage.system, usage)).toEqual({ flagged: 1, ended: 0 });
          expect(await endUnusedKeys(stage.system, usage)).toEqual({ flagged: 0, ended: 0 });
          expect(await sent(stage, 'key-unused')).toEqual([stage.world.ada.userId]);
          await warned(stage, credentialId, 31);
          expect(await endUnusedKeys(stage.system, usage)).toEqual({ flagged: 0, ended: 1 });
        },
      );
      await stage.settle();
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked', revokeReason: 'Not used for 60 days' });
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));

  test('keeps what one call, or the word of its people, has saved', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const { gatewayKeyHash } = await stage.row(credentialId);
      await aged(stage, credentialId, 100);
      await unusedDays(stage, 30);
      await warned(stage, credentialId, 31);
      const calls = [
        { daysAgo: 90, key: 'other' },
        { daysAgo: 0, key: gatewayKeyHash ?? '' },
      ];
      await withFigures(stage, calls, async (usage) => {
        expect(await endUnusedKeys(stage.system, usage)).toEqual({ flagged: 0, ended: 0 });
        expect(await stage.row(credentialId)).toMatchObject({ status: 'active', unusedWarnedAt: null });
        await stage.db.update(credentials).set({ lastUsedAt: null }).where(eq(credentials.id, credentialId));
      });
      await stage.db.execute('delete from tyk_aggregated');
      await warned(stage, credentialId, 31);
      await confirmApp(stage.as(stage.world.tom), { appId: stage.world.ledger.id });
      expect((await stage.row(credentialId)).unusedWarnedAt).toBeNull();
      await withFigures(
        stage,
        [
          { daysAgo: 90, key: 'other' },
          { daysAgo: 0, key: 'other' },
        ],
        async (usage) => {
          expect(await endUnusedKeys(stage.system, usage)).toEqual({ flagged: 0, ended: 0 });
        },
      );
    }));

  test('is never called so where nobody counted: no figures, figures that stopped, or too young ones', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      await aged(stage, credentialId, 100);
      await unusedDays(stage, 30);
      const none = { flagged: 0, ended: 0 };
      expect(await endUnusedKeys(stage.system, null)).toEqual(none);
      await withFigures(
        stage,
        [
          { daysAgo: 90, key: 'other' },
          { daysAgo: 5, key: 'other' },
        ],
        async (usage) => {
          expect(await endUnusedKeys(stage.system, usage)).toEqual(none);
        },
      );
      await stage.db.execute('delete from tyk_aggregated');
      await withFigures(
        stage,
        [
          { daysAgo: 20, key: 'other' },
          { daysAgo: 0, key: 'other' },
        ],
        async (usage) => {
          expect(await endUnusedKeys(stage.system, usage)).toEqual(none);
          await warned(stage, credentialId, 31);
          expect(await endUnusedKeys(stage.system, usage)).toEqual(none);
          // And with the setting off the flag goes as well.
          await unusedDays(stage, 0);
          await endUnusedKeys(stage.system, usage);
          expect((await stage.row(credentialId)).unusedWarnedAt).toBeNull();
        },
      );
    }));
});

describe('apps that have to be confirmed', () => {
  test('are asked about once, listed while nobody answers, and left alone after a yes', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      const appId = world.ledger.id;
      await stage.activeKey();
      await db.update(settings).set({ reviewEveryDays: 180 });
      expect(await askForReviews(stage.system)).toBe(0);
      await db.update(apps).set({ createdAt: sql`now() - interval '200 days'` }).where(eq(apps.id, appId));
      await gather(db, 4);
      const { won } = await crowd(() => askForReviews(stage.system), 4);
      expect(won.reduce((sum, asked) => sum + asked, 0)).toBe(1);
      expect(await sent(stage, 'app-review')).toEqual([world.ada.userId]);
      const unanswered = async () =>
        (await listAllApps(stage.as(world.alan), { show: 'review' })).rows.map(({ name }) => name);
      expect(await unanswered()).toEqual(['Ledger']);
      expect((await getApp(stage.as(world.tom), { appId })).reviewAskedAt).not.toBeNull();

      await confirmApp(stage.as(world.tom), { appId });
      expect(await unanswered()).toEqual([]);
      expect(await getApp(stage.as(world.tom), { appId })).toMatchObject({
        reviewAskedAt: null,
        confirmedByName: 'Tom Test',
      });
      expect(await askForReviews(stage.system)).toBe(0);
    }));

  test('an app without an owner is asked of the super admins; one without a key of nobody', () =>
    onStage(async (stage) => {
      const { world, db } = stage;
      await db.update(settings).set({ reviewEveryDays: 30 });
      const old = { createdAt: sql`now() - interval '200 days'`, ownerId: null };
      await db.update(apps).set(old).where(eq(apps.id, world.ledger.id));
      expect(await askForReviews(stage.system)).toBe(0);
      await stage.activeKey({ by: world.tom });
      expect(await askForReviews(stage.system)).toBe(1);
      expect(await sent(stage, 'app-review')).toEqual([world.ada.userId]);
      await db.update(apps).set({ reviewAskedAt: sql`now() - interval '15 days'` }).where(eq(apps.id, world.ledger.id));
      expect(await askForReviews(stage.system)).toBe(1);
    }));
});
