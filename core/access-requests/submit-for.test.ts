import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequests,
  apps,
  auditEvents,
  cartItems,
  mails,
  notifications,
  plans,
  settings,
  users,
} from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld, type World } from '@/test/world';
import { createAppFor } from '../apps/create-app-for';
import { addToCart } from '../cart/add';
import { listRequestHistory } from './list-request-history';
import { type SubmissionFor, submitRequestFor } from './submit-for';

const asking = (db: Database, world: World, change: Partial<SubmissionFor> = {}) =>
  submitRequestFor(contextFor(db, world.alan), {
    developerId: world.ada.userId,
    catalogId: world.publicCatalog.id,
    productIds: [world.payments.id],
    planId: world.standard.id,
    app: { kind: 'new', name: 'Harbour lights' },
    answers: {},
    ...change,
  });

/** The fields that are wrong, or what became of it. */
async function wrong(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error) => Object.keys(error.fieldErrors ?? {}).join() || error.code,
  );
}

describe('asking in a developer’s name', () => {
  test('makes what the developer would have made; the log names the admin, and the developer is told', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'public', productSlug: 'payments' });
      const { requestId, appId, status } = await asking(db, world);
      expect(status).toBe('pending');
      const [request] = await db.select().from(accessRequests);
      expect(request).toMatchObject({
        requestedBy: world.ada.userId,
        organizationId: world.acme.id,
        terms: { slug: 'standard' },
      });
      const [app] = await db.select().from(apps).where(eq(apps.id, appId));
      expect(app).toMatchObject({ name: 'Harbour lights', ownerId: world.ada.userId, visibility: 'organization' });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, requestId))
        .orderBy(auditEvents.id);
      expect(events).toMatchObject([
        {
          event: 'access_request.submitted_for',
          actorId: world.alan.userId,
          detail: { developer: 'Ada Test', app: 'Harbour lights', products: ['payments'] },
        },
      ]);
      const told = await db.select().from(mails).where(eq(mails.toUserId, world.ada.userId));
      expect(told).toMatchObject([{ message: 'request-made-for', subjectId: requestId }]);
      const bell = await db.select().from(notifications);
      expect(bell.find(({ userId }) => userId === world.ada.userId)).toMatchObject({ href: `/requests/${requestId}` });
      expect(bell.find(({ userId }) => userId === world.arun.userId)?.title).toBe('Ada Test of Acme asks for payments');
      expect(await db.select().from(cartItems)).toHaveLength(1);
      expect(await listRequestHistory(contextFor(db, world.ada), { requestId })).toMatchObject([
        { event: 'access_request.submitted_for', by: null, isProvider: true },
      ]);
    }));

  test('is decided by the same rules, and an approval tells of itself', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { status } = await asking(db, world, { planId: world.free.id });
      expect(status).toBe('approved');
      expect(await db.select({ message: mails.message, to: mails.toUserId }).from(mails)).toEqual([
        { message: 'request-approved-confirm', to: world.ada.userId },
      ]);
    }));

  test('finds nothing that the developer is not offered, whatever the admin sees', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const eve = { developerId: world.eve.userId };
      const partner = { catalogId: world.partnerCatalog.id, productIds: [world.ledgerApi.id] };
      expect(await wrong(asking(db, world, { ...eve, ...partner }))).toBe('productIds');
      expect(await wrong(asking(db, world, { productIds: [world.secretDraft.id] }))).toBe('productIds');
      expect(await wrong(asking(db, world, { productIds: [world.payments.id, world.ledgerApi.id] }))).toBe(
        'productIds',
      );
      expect(await wrong(asking(db, world, { ...eve, app: { kind: 'existing', appId: world.ledger.id } }))).toBe(
        'appId',
      );
      expect(await wrong(asking(db, world, { productIds: [] }))).toBe('productIds');
      expect(await wrong(asking(db, world, { developerId: world.alan.userId }))).toBe('developerId');
      expect(await wrong(asking(db, world, { developerId: 'nobody' }))).toBe('developerId');
      expect(await db.select().from(accessRequests)).toEqual([]);
    }));

  test('checks the form and the allowance as for the developer', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const field = { name: 'why', label: 'Why?', kind: 'text' as const, required: true };
      await db.update(settings).set({ requestFields: [field] });
      expect(await wrong(asking(db, world, { app: { kind: 'new', name: '' } }))).toBe('answers.why,appName');
      await db.update(plans).set({ requestAllowance: 1, allowancePeriodDays: 7 });
      const dora = { developerId: world.dora.userId, answers: { why: 'x' } };
      await asking(db, world, dora);
      await expect(asking(db, world, { ...dora, app: { kind: 'new', name: 'Two' } })).rejects.toThrow(
        'Dora Test has made',
      );
    }));

  test('makes nothing for who is not active, but counts no password that is owed', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const name of ['penny', 'ivan', 'olga'] as const) {
        expect(await outcome(asking(db, world, { developerId: world[name].userId }))).toBe('conflict');
      }
      await db.update(users).set({ mustChangePassword: true }).where(eq(users.id, world.ada.userId));
      expect(await outcome(asking(db, world))).toBe('ok');
    }));

  test('finds the catalog where only one offers it, and asks which where several do', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const anywhere = { catalogId: undefined };
      expect(await wrong(asking(db, world, anywhere))).toBe('catalogId');
      const { requestId } = await asking(db, world, { ...anywhere, developerId: world.dora.userId });
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
      expect(request?.catalogId).toBe(world.publicCatalog.id);
      const maps = { ...anywhere, developerId: world.dora.userId, productIds: [world.ledgerApi.id] };
      expect(await wrong(asking(db, world, maps))).toBe('catalogId');
    }));

  test('by a crowd with one key is one request and one answer, and no crowd gets more than the plan allows', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { won } = await crowd(() => asking(db, world, { submissionKey: 'the same' }), 8);
      expect(won).toHaveLength(8);
      expect(new Set(won.map(({ requestId }) => requestId)).size).toBe(1);
      expect(await db.select().from(accessRequests)).toHaveLength(1);
      // One more is allowed to the organization, whoever of it the crowd asks for.
      await db.update(plans).set({ requestAllowance: 2, allowancePeriodDays: 7 });
      const { ada, tom } = world;
      const more = await crowd((index) => {
        const app = { kind: 'new', name: `Lamp ${index}` } as const;
        return asking(db, world, { developerId: (index % 2 ? ada : tom).userId, app });
      }, 8);
      expect(more.won).toHaveLength(1);
      expect(await db.select().from(accessRequests)).toHaveLength(2);
    }));
});

describe('an app made for a developer', () => {
  test('is theirs, shared as told, and they hear of it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const alan = contextFor(db, world.alan);
      const tom = { developerId: world.tom.userId, name: 'Lamp' };
      const { appId } = await createAppFor(alan, { ...tom, visibility: 'team', teamId: world.backend.id });
      const [app] = await db.select().from(apps).where(eq(apps.id, appId));
      expect(app).toMatchObject({ ownerId: world.tom.userId, visibility: 'team', teamId: world.backend.id });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, appId))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({
        event: 'app.created',
        actorId: world.alan.userId,
        detail: { developer: 'Tom Test' },
      });
      expect(await db.select({ to: notifications.userId, href: notifications.href }).from(notifications)).toEqual([
        { to: world.tom.userId, href: `/apps/${appId}` },
      ]);
      const shared = { developerId: world.dora.userId, name: 'Lamp', visibility: 'organization' } as const;
      expect(await wrong(createAppFor(alan, shared))).toBe('visibility');
      expect(await wrong(createAppFor(alan, { ...tom, name: ' ' }))).toBe('appName');
      expect(await wrong(createAppFor(alan, { developerId: world.penny.userId, name: 'Lamp' }))).toBe('conflict');
    }));
});
