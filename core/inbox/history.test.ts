import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { organizations } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { actOnMany } from './act-on-many';
import { type DecidedFilters, listDecided } from './list-decided';

async function stage(db: Database) {
  const world = await seedWorld(db);
  await db.update(organizations).set({ requestedBy: world.dora.userId }).where(eq(organizations.id, world.waiting.id));
  const ctx = contextFor(db, world.priya);
  const harbour = await seedRequest(db, world, { app: 'Harbour' });
  const lamp = await seedRequest(db, world, { app: 'Lamp' });
  await seedRequest(db, world, { app: 'Still waiting' });
  await approveAccessRequest(ctx, harbour);
  await cancelAccessRequest(contextFor(db, world.ada), lamp);
  await actOnMany(ctx, { matters: [{ kind: 'developer', id: world.penny.userId }], act: { kind: 'approve' } });
  const matters = [{ kind: 'organization', id: world.waiting.id }] as const;
  await actOnMany(ctx, { matters, act: { kind: 'decline', reason: 'Who are you?' } });
  return world;
}

const list = (db: Database, { audrey }: World, filters: DecidedFilters = {}) =>
  listDecided(contextFor(db, audrey), filters);
const namesOf = async (work: ReturnType<typeof list>) => (await work).rows.map(({ name }) => name).sort();

describe('the history', () => {
  test('tells what became of requests, developers and organizations, by whom and why', () =>
    inSandbox(async (db) => {
      const world = await stage(db);
      const { rows } = await list(db, world);
      const byName = Object.fromEntries(rows.map((row) => [row.name, row]));
      expect(Object.keys(byName).sort()).toEqual(['Harbour', 'Lamp', 'Penny Test', 'Waiting Works']);
      expect(byName.Harbour).toMatchObject({
        ...{ kind: 'request', status: 'approved', decidedBy: 'Priya Test', via: 'admin', productNames: 'payments' },
        ...{ planName: 'standard', companyName: 'Acme', personName: 'Ada Test' },
      });
      expect(byName.Lamp).toMatchObject({ status: 'cancelled', decidedBy: null, via: null });
      expect(byName['Penny Test']).toMatchObject({
        ...{ kind: 'developer', subjectId: world.penny.userId, status: 'approved', decidedBy: 'Priya Test' },
      });
      expect(byName['Waiting Works']).toMatchObject({
        ...{ kind: 'organization', status: 'declined', reason: 'Who are you?', personName: 'Dora Test' },
      });
      for (const { at } of rows) expect(at).toBeInstanceOf(Date);
    }));

  test('is filtered like the inbox, and by how it ended', () =>
    inSandbox(async (db) => {
      const world = await stage(db);
      expect(await namesOf(list(db, world, { kind: 'request' }))).toEqual(['Harbour', 'Lamp']);
      expect(await namesOf(list(db, world, { status: 'approved' }))).toEqual(['Harbour', 'Penny Test']);
      expect(await namesOf(list(db, world, { status: 'declined' }))).toEqual(['Waiting Works']);
      expect(await namesOf(list(db, world, { status: 'cancelled' }))).toEqual(['Lamp']);
      expect(await namesOf(list(db, world, { search: 'penny' }))).toEqual(['Penny Test']);
      expect(await namesOf(list(db, world, { search: 'acme payments' }))).toEqual(['Harbour', 'Lamp']);
      expect(await namesOf(list(db, world, { plan: 'standard' }))).toEqual(['Harbour', 'Lamp']);
      expect(await namesOf(list(db, world, { catalogId: 'no id' }))).toEqual([]);
    }));

  test('does not exist for developers', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      expect(await outcome(listDecided(contextFor(db, world.ada), {}))).toBe('not_found');
    }));
});
