import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  accessRequestProducts,
  accessRequests,
  apps,
  auditEvents,
  credentials,
  gatewayPolicies,
  mails,
  notifications,
  organizations,
  productAnnouncements,
  products,
  productWatchers,
  users,
} from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { castOf, seedApp, seedDeveloper, seedWorld, type World } from '@/test/world';
import { deleteChange } from '../changelog/delete-change';
import { editChange } from '../changelog/edit-change';
import { changeFingerprint } from '../changelog/lock-change';
import { publishChange } from '../changelog/publish-change';
import { type Actor, type DeveloperActor, isActiveDeveloper, systemActor } from '../identity/actor';
import { mutate } from '../mutate';
import { stillConcerns } from '../notifications/still-concerns';
import { announce } from '../products/announce';
import { visibleProducts } from '../visibility';
import { countAudience } from './audience';
import { getWatch } from './get-watch';
import { listWatched } from './list-watched';
import { tellNews } from './tell-news';
import { unwatchProduct } from './unwatch-product';
import { watchProduct } from './watch-product';

const entry = { title: 'Faster', body: '**Twice** as fast.', publishedOn: '2026-01-01' };

async function publish(db: Database, world: World, productId: string, isAnnounced = true): Promise<string> {
  return (await publishChange(contextFor(db, world.priya), { productId, isAnnounced, ...entry })).changeId;
}

async function orderOf(db: Database): Promise<string> {
  const [row] = await db.select().from(productAnnouncements).orderBy(sql`id desc`).limit(1);
  if (!row) throw new Error('nothing was announced');
  return row.id;
}

const telling = (db: Database) => contextFor(db, systemActor('announcements'));

async function toldOf(db: Database): Promise<string[]> {
  const rows = await db
    .select({ name: users.firstName })
    .from(mails)
    .innerJoin(users, eq(users.id, mails.toUserId))
    .orderBy(users.firstName);
  return rows.map(({ name }) => name);
}

async function notesOf(db: Database, person: { userId: string }) {
  const rows = await db.select().from(notifications).where(eq(notifications.userId, person.userId));
  return rows.map(({ title, href }) => `${title} → ${href}`);
}

const watch = (db: Database, person: { userId: string }, product: { id: string }) =>
  db.insert(productWatchers).values({ userId: person.userId, productId: product.id });

/** A key in force of this app, for these products. */
async function keyOf(db: Database, world: World, app: { id: string }, productIds: string[]): Promise<void> {
  const [row] = await db.select().from(apps).where(eq(apps.id, app.id));
  if (!row) throw new Error('no such app');
  const accessRequestId = newId();
  const place = { appId: row.id, organizationId: row.organizationId, gatewayId: world.gateway.id };
  await db.insert(accessRequests).values({
    id: accessRequestId,
    ...place,
    status: 'fulfilled',
    delivery: 'secure',
    submissionKey: newId(),
    terms: { slug: 'free', displayName: 'Free' } as never,
    decidedAt: new Date(),
    decidedVia: 'auto',
  });
  for (const productId of productIds) {
    await db.insert(accessRequestProducts).values({ accessRequestId, productId, accessPolicyId: 'acl' });
  }
  await db.insert(credentials).values({
    ...place,
    accessRequestId,
    status: 'active',
    wanted: {} as never,
    keyIdSealed: Buffer.from('x'),
    keyIdDigest: Buffer.from(newId()),
    keyDigest: Buffer.from(newId()),
    activeAt: new Date(),
  });
}

describe('watching', () => {
  test('one watches what one sees, once, and stops', () =>
    inSandbox(async (db) => {
      const { ada, eve, payments } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      await watchProduct(ctx, { slug: 'payments' });
      await watchProduct(ctx, { slug: 'payments' });
      expect(await listWatched(ctx)).toEqual([{ slug: 'payments', name: payments.displayName, state: 'published' }]);
      expect(await getWatch(ctx, { slug: 'payments' })).toEqual({ isWatched: true });
      expect(await getWatch(contextFor(db, eve), { slug: 'payments' })).toEqual({ isWatched: false });
      expect(await getWatch(contextFor(db), { slug: 'payments' })).toBeNull();
      await unwatchProduct(ctx, { slug: 'payments' });
      await expect(unwatchProduct(ctx, { slug: 'payments' })).rejects.toMatchObject({ code: 'not_found' });
      expect(await listWatched(ctx)).toEqual([]);
    }));

  test('what one may not see cannot be watched, and is not listed when it is hidden later', () =>
    inSandbox(async (db) => {
      const { ada, eve, ledgerApi, secretDraft } = await seedWorld(db);
      for (const slug of ['ledger', 'maps', 'nothing', '\0']) {
        await expect(watchProduct(contextFor(db, eve), { slug })).rejects.toMatchObject({ code: 'not_found' });
      }
      expect(secretDraft.slug).toBe('maps');
      const ctx = contextFor(db, ada);
      await watchProduct(ctx, { slug: 'ledger' });
      await db.update(products).set({ state: 'draft' }).where(eq(products.id, ledgerApi.id));
      expect(await listWatched(ctx)).toEqual([]);
      await unwatchProduct(ctx, { slug: 'ledger' });
    }));
});

describe('who is told', () => {
  test('holders of keys and watchers, each once; who shares no app with a key is not', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, tom, eve, mallory, dora, dan, payments, weather } = world;
      const personal = await seedApp(db, eve, 'Own', 'personal');
      const alone = await seedApp(db, dora, 'Alone', 'personal');
      await keyOf(db, world, world.ledger, [payments.id]);
      await keyOf(db, world, personal, [payments.id, weather.id]);
      await keyOf(db, world, alone, [payments.id]);
      await watch(db, ada, payments);
      await watch(db, dan, weather);
      await publish(db, world, payments.id);
      expect(await countAudience(contextFor(db, world.audrey), { productId: payments.id })).toBe(4);
      await tellNews(telling(db), { announcementId: await orderOf(db) });
      expect(await toldOf(db)).toEqual(['Ada', 'Dora', 'Eve', 'Tom']);
      expect(await notesOf(db, tom)).toEqual(['payments: Faster → /products/payments#changelog']);
      expect(await notesOf(db, mallory)).toEqual([]);
      expect(await notesOf(db, world.ivan)).toEqual([]);
    }));

  test('a key that has ended ties nobody, nor does one of a deleted app', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const gone = await seedApp(db, world.eve, 'Gone', 'personal');
      await keyOf(db, world, world.ledger, [world.payments.id]);
      await keyOf(db, world, gone, [world.payments.id]);
      await db.update(apps).set({ deletedAt: new Date() }).where(eq(apps.id, gone.id));
      await db
        .update(credentials)
        .set({ status: 'revoked', revokedAt: new Date(), keyIdSealed: null })
        .where(eq(credentials.appId, world.ledger.id));
      expect(await countAudience(contextFor(db, world.priya), { productId: world.payments.id })).toBe(0);
    }));

  // The rule is written twice, for one person and for many: this holds the two together.
  test('exactly those who may see the product, whatever hides it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { payments, ledgerApi, weather, secretDraft } = world;
      await db.update(products).set({ state: 'deprecated' }).where(eq(products.id, weather.id));
      const people = Object.values(castOf(world)).filter((actor) => actor.kind === 'developer') as DeveloperActor[];
      const all = [payments, ledgerApi, weather, secretDraft];
      for (const product of all) for (const person of people) await watch(db, person, product);
      const compare = async () => {
        for (const product of all) {
          const seers = await seersOf(db, people, product.id);
          const told = await countAudience(contextFor(db, world.priya), { productId: product.id });
          expect([product.slug, told]).toEqual([product.slug, seers.length]);
        }
      };
      await compare();
      const gone = { gatewayId: world.gateway.id, policyId: 'acl-payments', name: 'Gone', missingSince: new Date() };
      await db.insert(gatewayPolicies).values(gone as never);
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.evil.id));
      for (const person of people.filter(({ organization }) => organization.id === world.evil.id)) {
        person.organization.status = 'suspended';
      }
      await compare();
      expect(await seersOf(db, people, payments.id)).toEqual([]);
    }));

  test('a mail that waited is not sent to who may not see the product any more', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, dora, payments } = world;
      const changeId = await publish(db, world, payments.id, false);
      for (const mail of [
        { message: 'product-changed', subjectId: changeId },
        { message: 'product-deprecated', subjectId: payments.id },
      ]) {
        expect(await stillConcerns(db, mail, ada.userId)).toBe(true);
        expect(await stillConcerns(db, mail, dora.userId)).toBe(true);
      }
      await db.delete(productWatchers);
      await db.execute(sql`delete from catalog_products where catalog_id = ${world.publicCatalog.id}`);
      for (const mail of [
        { message: 'product-changed', subjectId: changeId },
        { message: 'product-deprecated', subjectId: payments.id },
      ]) {
        expect(await stillConcerns(db, mail, ada.userId)).toBe(true);
        expect(await stillConcerns(db, mail, dora.userId)).toBe(false);
      }
    }));

  test('the end of a product reaches its holders and watchers, though nobody sees it any more', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, dora, payments } = world;
      await keyOf(db, world, world.ledger, [payments.id]);
      await watch(db, dora, payments);
      await db.update(products).set({ state: 'retired' }).where(eq(products.id, payments.id));
      await order(db, world.priya, { productId: payments.id, kind: 'retired' });
      await tellNews(telling(db), { announcementId: await orderOf(db) });
      expect(await toldOf(db)).toEqual(['Ada', 'Dora', 'Tom']);
      expect(await notesOf(db, ada)).toEqual(['payments has ended → /apps']);
    }));

  test('news that are not true any more are told to nobody', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await watch(db, world.ada, world.payments);
      await order(db, world.priya, { productId: world.payments.id, kind: 'deprecated' });
      await tellNews(telling(db), { announcementId: await orderOf(db) });
      expect(await toldOf(db)).toEqual([]);
      const [row] = await db.select().from(productAnnouncements);
      expect(row?.doneAt).not.toBeNull();
    }));
});

describe('the job', () => {
  test('goes on where it died: nobody is told twice, nobody is forgotten', () =>
    unboxed(async (db) => {
      const { world, people } = await crowd(db, 23);
      await publish(db, world, world.payments.id);
      const announcementId = await orderOf(db);
      let batches = 0;
      const dying = contextFor(db, systemActor('announcements'), {
        fault: async () => {
          batches += 1;
          throw new Error('killed');
        },
      });
      while (true) {
        const died = await tellNews(dying, { announcementId }, 5).then(
          () => false,
          () => true,
        );
        if (!died) break;
      }
      expect(batches).toBe(4);
      expect(await countsOf(db)).toEqual({ mails: people.length, mailed: people.length, notes: people.length });
      await tellNews(telling(db), { announcementId }, 5);
      expect(await countsOf(db)).toMatchObject({ mails: people.length });
    }));

  test('two at once tell each person once', () =>
    unboxed(async (db) => {
      const { world, people } = await crowd(db, 17);
      await publish(db, world, world.payments.id);
      const announcementId = await orderOf(db);
      await Promise.all([1, 2, 3].map(() => tellNews(telling(db), { announcementId }, 3)));
      expect(await countsOf(db)).toEqual({ mails: people.length, mailed: people.length, notes: people.length });
      const [row] = await db.select().from(productAnnouncements);
      expect(row).toMatchObject({ told: people.length });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'product.announced'))
        .orderBy(auditEvents.id);
      const ends = events.map(({ detail }) => detail).filter(({ isDone }) => isDone);
      expect(ends).toEqual([{ product: 'payments', news: 'change', told: people.length, isDone: true }]);
    }));

  test('an entry is announced once, however often its form is sent; editing it tells nobody', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await watch(db, world.ada, world.payments);
      const ctx = contextFor(db, world.priya);
      const wish = { productId: world.payments.id, changeId: newId(), isAnnounced: true, ...entry };
      await Promise.all([publishChange(ctx, wish), publishChange(ctx, wish), publishChange(ctx, wish)]);
      const { productId, changeId } = wish;
      const later = { ...entry, title: 'Faster still' };
      await editChange(ctx, { productId, changeId, ...later, seen: changeFingerprint(entry) });
      expect(await db.select().from(productAnnouncements)).toHaveLength(1);
      await tellNews(telling(db), { announcementId: await orderOf(db) });
      expect(await notesOf(db, world.ada)).toEqual(['payments: Faster still → /products/payments#changelog']);
    }));

  test('an entry that is taken back is told to nobody any more', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await watch(db, world.ada, world.payments);
      const changeId = await publish(db, world, world.payments.id);
      const announcementId = await orderOf(db);
      await deleteChange(contextFor(db, world.priya), { productId: world.payments.id, changeId });
      await tellNews(telling(db), { announcementId });
      expect(await toldOf(db)).toEqual([]);
    }));
});

async function order(db: Database, actor: Actor, news: Parameters<typeof announce>[1]): Promise<void> {
  await mutate(contextFor(db, actor), async (unit) => {
    await announce(unit, news);
    await unit.audit('product.changed', { kind: 'product', id: news.productId });
  });
}

async function seersOf(db: Database, people: readonly DeveloperActor[], productId: string): Promise<string[]> {
  const seers: string[] = [];
  for (const person of people.filter((one) => isActiveDeveloper(one))) {
    const rows = await db
      .select({ id: products.id })
      .from(products)
      .where(and(eq(products.id, productId), visibleProducts(db, person)));
    if (rows.length > 0) seers.push(person.firstName);
  }
  return seers;
}

/** Watchers of payments. */
async function crowd(db: Database, size: number) {
  const world = await seedWorld(db);
  const people: DeveloperActor[] = [];
  for (let at = 0; at < size; at += 1) {
    const person = await seedDeveloper(db, `Wim${at}`, { ...world.acme }, 'team_member');
    await watch(db, person, world.payments);
    people.push(person);
  }
  return { world, people };
}

async function countsOf(db: Database) {
  const { rows } = await db.execute<{ mails: number; mailed: number; notes: number }>(sql`select
    (select count(*)::int from mails) as mails,
    (select count(distinct to_user_id)::int from mails) as mailed,
    (select count(distinct user_id)::int from notifications) as notes`);
  return rows[0];
}
