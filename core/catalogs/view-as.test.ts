import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, organizations, users } from '@/db/schema';
import { type RoleRow, roles } from '@/test/authorization/roles';
import { authorizationTable } from '@/test/authorization-table';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { sourceFiles } from '@/test/source-files';
import { seedWorld, type World } from '@/test/world';
import { listApps } from '../apps/list-apps';
import { addToCart } from '../cart/add';
import { countCartItems } from '../cart/count-items';
import { getCart } from '../cart/get-cart';
import type { AdminActor } from '../identity/actor';
import { can, permissions } from '../policy';
import { getProduct } from '../products/get-product';
import { listCatalogs } from './list-catalogs';
import { openViewFor } from './open-view';
import { type Viewed, viewAs } from './view-as';

/** The view that Priya begins, and what it is worth to whoever brings the cookie. */
async function begin(db: Database, { priya }: World, viewed: Viewed) {
  const { sealed } = await viewAs(contextFor(db, priya), viewed);
  return {
    sealed,
    open: (actor: AdminActor = priya, now = new Date()) =>
      openViewFor(contextFor(db, actor, { now: () => now }), sealed),
  };
}

async function catalogsSeen(db: Database, world: World, viewed: Viewed): Promise<string[]> {
  const view = await (await begin(db, world, viewed)).open();
  if (!view) throw new Error('the view is worth nothing');
  return (await listCatalogs(contextFor(db, view.actor))).map(({ slug }) => slug).sort();
}

describe('an admin who views the portal as somebody else', () => {
  test('sees what that person sees, or a member of that team alone', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const person of [world.ada, world.tom, world.eve, world.dora]) {
        const own = (await listCatalogs(contextFor(db, person))).map(({ slug }) => slug).sort();
        expect(await catalogsSeen(db, world, { kind: 'person', id: person.userId }), person.firstName).toEqual(own);
      }
      const teamSees = await catalogsSeen(db, world, { kind: 'team', id: world.backend.id });
      expect(teamSees).toEqual(['backend', 'internal', 'partners', 'public']);
      const [adasTeam = ''] = world.ada.teamIds;
      expect(await catalogsSeen(db, world, { kind: 'team', id: adasTeam })).toEqual(['internal', 'partners', 'public']);
    }));

  test('is written down, with whom', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await begin(db, world, { kind: 'person', id: world.ada.userId });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'offer.viewed_as'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ actorId: world.priya.userId, subjectKind: 'user', subjectId: world.ada.userId });
    }));

  test('can do so for half an hour, in that session, while they may', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan } = world;
      const { open } = await begin(db, world, { kind: 'person', id: world.ada.userId });
      expect((await open())?.name).toBe('Ada Test of Acme');
      expect((await open(priya, new Date(Date.now() + 29 * 60_000)))?.minutesLeft).toBe(1);
      expect(await open(priya, new Date(Date.now() + 30 * 60_000 + 1))).toBeNull();
      expect(await open({ ...priya, sessionId: newId() })).toBeNull();
      expect(await open(alan)).toBeNull();
      expect(await open({ ...priya, role: 'auditor' })).toBeNull();
      expect(await open({ ...priya, status: 'inactive' })).toBeNull();
      expect(await open({ ...priya, needsSecondFactor: true })).toBeNull();
      expect(await openViewFor(contextFor(db, world.ada), 'x')).toBeNull();
      for (const forged of ['', 'x', 'A'.repeat(2_000)]) {
        expect(await openViewFor(contextFor(db, priya), forged)).toBeNull();
      }
    }));

  test('cannot view as somebody for whom the portal is closed, nor as nobody', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, ivan, penny, ursula, olga, waiting } = world;
      const refusal = (viewed: Viewed) => outcome(viewAs(contextFor(db, priya), viewed));
      for (const { userId } of [ivan, penny, ursula, olga]) {
        expect(await refusal({ kind: 'person', id: userId })).toBe('conflict');
      }
      const [team] = (await db.execute<{ id: string }>(sql`select id from teams where organization_id = ${waiting.id}`))
        .rows;
      expect(await refusal({ kind: 'team', id: team?.id ?? '' })).toBe('conflict');
      for (const id of [priya.userId, newId(), 'none']) expect(await refusal({ kind: 'person', id })).toBe('not_found');
      for (const id of [world.acme.id, newId(), 'none']) expect(await refusal({ kind: 'team', id })).toBe('not_found');
    }));

  test('sees as themselves again when the person, or the organization, is no longer active', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const asAda = await begin(db, world, { kind: 'person', id: world.ada.userId });
      const asTeam = await begin(db, world, { kind: 'team', id: world.backend.id });
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      expect([await asAda.open(), await asTeam.open()]).toEqual([null, null]);
      await db.update(organizations).set({ status: 'active' }).where(eq(organizations.id, world.acme.id));
      expect(await asAda.open()).not.toBeNull();
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, world.ada.userId));
      expect(await asAda.open()).toBeNull();
    }));

  test('learns nothing of the carts and apps of those they view as', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await addToCart(contextFor(db, world.ada), { catalogSlug: 'partners', productSlug: 'payments' });
      const view = await (await begin(db, world, { kind: 'person', id: world.ada.userId })).open();
      if (!view) throw new Error('the view is worth nothing');
      const ctx = contextFor(db, view.actor);
      const { offers } = await getProduct(ctx, { slug: 'payments' });
      expect(offers.filter(({ isInCart }) => isInCart)).toEqual([]);
      await expect(getCart(ctx)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await countCartItems(ctx)).toBe(0);
      expect(await listApps(ctx)).toEqual([]);
      expect(permissions.filter((permission) => can(view.actor, permission, { userId: view.actor.userId }))).toEqual(
        [],
      );
    }));
});

const tried = authorizationTable.filter(
  (row): row is RoleRow => 'expected' in row && roles.some((role) => row.expected[role] === 'ok'),
);

// Delete the first line of `mutate` and this must fail for those that ask `policy` nothing.
test('no verb is carried out through a view', { timeout: 120_000 }, () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    for (const viewed of [
      { kind: 'person', id: world.ada.userId },
      { kind: 'team', id: world.backend.id },
    ] as const) {
      const view = await (await begin(db, world, viewed)).open();
      if (!view) throw new Error('the view is worth nothing');
      for (const row of tried) {
        expect(
          await writes(
            db,
            (tx) => row.stage(tx, world),
            (tx, stage) => row.act(contextFor(tx, view.actor), stage, world),
          ),
          row.verb,
        ).toBe(0);
      }
    }
  }),
);

/** How many events were written down by `act`, whatever it answers; all of it is undone. */
async function writes(
  db: Database,
  stage: (tx: Database) => Promise<unknown>,
  act: (tx: Database, stage: unknown) => Promise<unknown>,
): Promise<number> {
  let written = 0;
  const undo = new Error('undo');
  await db
    .transaction(async (tx) => {
      const staged = await stage(tx);
      const before = await countEvents(tx);
      await tx.transaction((inner) => act(inner, staged)).catch(() => {});
      written = (await countEvents(tx)) - before;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return written;
}

async function countEvents(db: Database): Promise<number> {
  return db.$count(auditEvents);
}

test('only pages that anybody may open and the frame around them know of a view', () => {
  const knowing = [...sourceFiles('app'), ...sourceFiles('server')]
    .filter(({ text }) => /\b(openViewFor|loadView|readViewCookie)\b/.test(text))
    .map(({ path }) => path)
    .sort();
  expect(knowing).toEqual(['app/(live)/live-shell.tsx', 'server/context.ts', 'server/view-cookie.ts']);
});
