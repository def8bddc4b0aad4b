import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { organizationContacts, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { castOf, seedWorld } from '@/test/world';
import { addOrganizationDomain } from './add-organization-domain';
import { createOrganization } from './create-organization';
import { exportOrganizations } from './export-organizations';
import { getOrganization } from './get-organization';
import { listOrganizations, type OrganizationSort, organizationSorts } from './list-organizations';
import { requestOrganization } from './request-organization';

const NAMES = ['Zebra', 'apple', 'Éclair', 'Mango', 'mango juice', 'Banana'];

async function seedMany(db: Database) {
  const world = await seedWorld(db);
  const ctx = contextFor(db, world.audrey);
  for (const name of NAMES) await createOrganization(contextFor(db, world.alan), { name });
  await db.update(settings).set({ organizationsMayRegister: true });
  const asked = await requestOrganization(contextFor(db, world.dan), { name: 'Orchard', purpose: 'Robots' });
  return { world, ctx, asked };
}

describe('the list of organizations', () => {
  test.each(organizationSorts)('by %s shows each once, however small its pages', (sort: OrganizationSort) =>
    inSandbox(async (db) => {
      const { ctx } = await seedMany(db);
      const whole = await listOrganizations(ctx, { sort });
      const names: string[] = [];
      let page: Awaited<ReturnType<typeof listOrganizations>>;
      let after: string | null = null;
      do {
        page = await listOrganizations(ctx, { sort }, { limit: 2, after });
        names.push(...page.rows.map(({ name }) => name));
        after = page.after;
      } while (after);
      expect(names).toEqual(whole.rows.map(({ name }) => name));
      const back = await listOrganizations(ctx, { sort }, { limit: 2, before: page.before });
      expect(back.rows.map(({ name }) => name)).toEqual(names.slice(0, -page.rows.length).slice(-2));
      expect(new Set(names).size).toBe(NAMES.length + 5);
    }),
  );

  test('shows those that wait first, and in the order of names when asked', () =>
    inSandbox(async (db) => {
      const { ctx } = await seedMany(db);
      const { rows: organizations } = await listOrganizations(ctx, {});
      expect(organizations.slice(0, 2).map(({ status }) => status)).toEqual(['pending', 'pending']);
      expect(organizations[0]).toMatchObject({ name: 'Orchard', requesterName: 'Dan Test', purpose: 'Robots' });
      const byName = async (search: string) =>
        (await listOrganizations(ctx, { sort: 'name', search })).rows.map(({ name }) => name);
      expect(await byName('ang')).toEqual(['Mango', 'mango juice']);
      // Two letters are looked for where words begin (docs/decisions/0044).
      expect(await byName('an')).toEqual([]);
      expect(await byName('ma')).toEqual(['Mango', 'mango juice']);
    }));

  test('finds by name, requester and domain, and counts what is inside', () =>
    inSandbox(async (db) => {
      const { ctx, world } = await seedMany(db);
      await addOrganizationDomain(contextFor(db, world.alan), { organizationId: world.acme.id, domain: 'acme.com' });
      const found = async (search: string) => (await listOrganizations(ctx, { search })).rows.map(({ name }) => name);
      expect(await found('dan test')).toEqual(['Orchard']);
      expect(await found('acme.com')).toEqual(['Acme']);
      expect(await found('100%')).toEqual([]);
      expect(await found('\0')).toHaveLength(NAMES.length + 5);
      const { rows: organizations } = await listOrganizations(ctx, { search: 'acme' });
      expect(organizations).toEqual([expect.objectContaining({ name: 'Acme', members: 3, teams: 2, liveKeys: 0 })]);
    }));

  test.each(['', 'nonsense', "1_'; drop table users; --", '0_01930000-0000-7000-8000-000000000000'])(
    'a cursor like %s is harmless',
    (cursor) =>
      inSandbox(async (db) => {
        const { ctx } = await seedMany(db);
        for (const sort of organizationSorts) {
          expect(await outcome(listOrganizations(ctx, { sort }, { after: cursor, before: cursor }))).toBe('ok');
        }
      }),
  );

  test('is exported whole, with the same filters', () =>
    inSandbox(async (db) => {
      const { ctx } = await seedMany(db);
      const names: string[] = [];
      for await (const page of await exportOrganizations(ctx, { status: 'pending' })) {
        names.push(...page.map(({ name }) => name));
      }
      expect(names).toEqual(['Orchard', 'Waiting Works']);
    }));
});

describe('one organization', () => {
  test('shows admins who asked, what for, and what an approval would bring', () =>
    inSandbox(async (db) => {
      const { ctx, asked, world } = await seedMany(db);
      expect(await getOrganization(ctx, asked.organizationId)).toMatchObject({
        status: 'pending',
        purpose: 'Robots',
        requester: { id: world.dan.userId, isInDefault: true, isDeleted: false, apps: 0 },
        people: [],
        members: 0,
      });
    }));

  test('shows its people, super admins first, its teams, domains and contacts', () =>
    inSandbox(async (db) => {
      const { ctx, world } = await seedMany(db);
      const contact = { kind: 'billing' as const, name: 'Bills', email: 'bills@acme.test' };
      await db.insert(organizationContacts).values({ organizationId: world.acme.id, ...contact });
      const acme = await getOrganization(ctx, world.acme.id);
      expect(acme.people.map(({ name, role }) => `${name} ${role}`)).toEqual([
        'Ada Test super_admin',
        'Tom Test team_member',
        'Ivan Test team_member',
      ]);
      expect(acme.teamList.map(({ name, members }) => [name, members])).toEqual([
        ['Default team', 3],
        ['Backend', 1],
      ]);
      expect(acme).toMatchObject({ activeSuperAdmins: 1, apps: 1, contacts: [contact], domains: [] });
    }));

  test('nobody but admins learns that there is such a page or list, with a real id or none', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const actor of Object.values(castOf(world))) {
        const expected = actor.kind === 'admin' ? 'ok' : 'not_found';
        const ctx = contextFor(db, actor);
        expect(await outcome(listOrganizations(ctx, {}))).toBe(expected);
        expect(await outcome(getOrganization(ctx, world.acme.id))).toBe(expected);
        expect(await outcome(exportOrganizations(ctx, {}))).toBe(expected);
        expect(await outcome(getOrganization(ctx, 'no id'))).toBe('not_found');
      }
    }));
});
