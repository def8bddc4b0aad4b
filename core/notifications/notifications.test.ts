import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { notifications, refusedMails } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { countWaiting } from '../audit/count-waiting';
import { housekeeping } from '../reconciler/housekeeping';
import { changeMailChoices } from './change-mail-choices';
import { countForFrame } from './count-for-frame';
import { getMailChoices } from './get-mail-choices';
import { listNotifications } from './list-notifications';
import { markAllRead } from './mark-all-read';
import { openNotification } from './open-notification';
import { topicOf, topics } from './topics';

const DAY_MS = 86_400_000;

async function note(db: Database, userId: string, href = '/apps', createdAt = new Date()): Promise<string> {
  const id = newId();
  await db.insert(notifications).values({ id, userId, kind: 'test', title: `To ${href}`, href, createdAt });
  return id;
}

describe('under the bell', () => {
  test('everybody finds and counts their own, newest first', () =>
    inSandbox(async (db) => {
      const { ada, tom, alan } = await seedWorld(db);
      const older = await note(db, ada.userId, '/apps', new Date(Date.now() - DAY_MS));
      const newer = await note(db, ada.userId);
      await note(db, tom.userId);
      await note(db, alan.userId);
      const { rows } = await listNotifications(contextFor(db, ada));
      expect(rows.map(({ id }) => id)).toEqual([newer, older]);
      expect(await countForFrame(contextFor(db, ada))).toEqual({ cart: 0, unread: 2 });
      expect((await countWaiting(contextFor(db, alan))).unread).toBe(1);
      expect(await countForFrame(contextFor(db))).toEqual({ cart: 0, unread: 0 });
    }));

  test('opening one reads it, once, and leads on', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const id = await note(db, ada.userId, '/requests/1');
      await note(db, ada.userId);
      expect(await openNotification(ctx, { notificationId: id })).toEqual({ href: '/requests/1' });
      const [first] = await db.select().from(notifications).where(eq(notifications.id, id));
      await openNotification(ctx, { notificationId: id });
      const [second] = await db.select().from(notifications).where(eq(notifications.id, id));
      expect(second?.readAt).toEqual(first?.readAt);
      expect((await countForFrame(ctx)).unread).toBe(1);
    }));

  test('those of others do not exist, and stay unread', () =>
    inSandbox(async (db) => {
      const { ada, tom, eve } = await seedWorld(db);
      const id = await note(db, ada.userId);
      for (const actor of [tom, eve]) {
        const refusal = (notificationId: string) =>
          refusalOf(openNotification(contextFor(db, actor), { notificationId }));
        expect(await refusal(id)).toMatchObject({ code: 'not_found' });
        expect(await refusal(id)).toEqual(await refusal(newId()));
        await markAllRead(contextFor(db, actor));
      }
      expect((await countForFrame(contextFor(db, ada))).unread).toBe(1);
    }));

  test.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '/auth/login'])(
    'one that leads to %s leads home',
    (href) =>
      inSandbox(async (db) => {
        const { ada } = await seedWorld(db);
        const id = await note(db, ada.userId, href);
        expect(await openNotification(contextFor(db, ada), { notificationId: id })).toEqual({ href: '/' });
      }),
  );

  test('all are read at once', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await note(db, ada.userId);
      await note(db, ada.userId);
      await markAllRead(contextFor(db, ada));
      expect((await countForFrame(contextFor(db, ada))).unread).toBe(0);
      expect((await listNotifications(contextFor(db, ada))).rows.every(({ isRead }) => isRead)).toBe(true);
    }));

  test('what is older than 90 days is thrown away', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await note(db, ada.userId, '/old', new Date(Date.now() - 91 * DAY_MS));
      const kept = await note(db, ada.userId, '/new', new Date(Date.now() - 89 * DAY_MS));
      await housekeeping(contextFor(db));
      expect((await db.select().from(notifications)).map(({ id }) => id)).toEqual([kept]);
    }));
});

describe('mail choices', () => {
  test('each sees and changes the topics that they get, and nobody else’s', () =>
    inSandbox(async (db) => {
      const { ada, tom, arun } = await seedWorld(db);
      await changeMailChoices(contextFor(db, ada), { wanted: ['joining', 'problems', 'constructor'] });
      const wanted = async (actor: typeof ada | typeof arun) =>
        (await getMailChoices(contextFor(db, actor))).map(({ topic, isWanted }) => [topic, isWanted]);
      expect(await wanted(ada)).toEqual([
        ['requests', false],
        ['joining', true],
        ['organization', false],
        ['products', false],
      ]);
      expect((await wanted(tom)).every(([, isWanted]) => isWanted)).toBe(true);
      expect((await wanted(arun)).map(([topic]) => topic)).toEqual([
        'registrations',
        'organization_requests',
        'key_requests',
        'problems',
      ]);
      await changeMailChoices(contextFor(db, ada), { wanted: ['requests', 'joining', 'organization', 'products'] });
      expect(await db.select().from(refusedMails)).toEqual([]);
    }));

  test('no mail about security can be refused', () => {
    const security = /^(password|verify|email|second-factor|account|address|invitation$|admin-invitation)/;
    for (const [message, topic] of Object.entries(topicOf)) {
      if (security.test(message)) expect(topic, message).toBeNull();
      if (topic) expect(Object.keys(topics)).toContain(topic);
    }
  });
});
