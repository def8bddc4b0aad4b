import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { deactivateDeveloper } from '@/core/members/deactivate-developer';
import type { Database } from '@/db/client';
import { mails, organizations, teams, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { addOrganizationDomain } from './add-organization-domain';
import { createOrganization } from './create-organization';
import { nameSuperAdmin } from './name-super-admin';
import { removeOrganizationDomain } from './remove-organization-domain';
import { renameOrganization } from './rename-organization';

const nameOf = async (db: Database, id: string) =>
  (await db.select().from(organizations).where(eq(organizations.id, id))).at(0)?.name;
const superAdmins = async (db: Database, { acme }: World) =>
  (await db.select().from(users).where(eq(users.organizationId, acme.id)))
    .filter(({ organizationRole, status }) => organizationRole === 'super_admin' && status === 'active')
    .map(({ id }) => id);
describe('an organization made by hand', () => {
  test('has its default team from the first moment, and nobody in it', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const { organizationId } = await createOrganization(contextFor(db, alan), { name: 'Birchwood' });
      const made = await db.select().from(teams).where(eq(teams.organizationId, organizationId));
      expect(made).toEqual([expect.objectContaining({ isDefault: true })]);
      expect(await db.$count(users, eq(users.organizationId, organizationId))).toBe(0);
    }));
});

describe('a new name', () => {
  test('may be another writing of the old one, but no other organization’s', () =>
    inSandbox(async (db) => {
      const { alan, acme } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      await renameOrganization(ctx, { organizationId: acme.id, name: 'ACME!' });
      expect(await nameOf(db, acme.id)).toBe('ACME!');
      const refusal = await refusalOf(renameOrganization(ctx, { organizationId: acme.id, name: 'EVIL  works' }));
      expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { name: [expect.any(String)] } });
    }));

  test('of the default organization is for admins, and still nobody else’s', () =>
    inSandbox(async (db) => {
      const { alan, dora, defaultOrganization } = await seedWorld(db);
      const wish = { organizationId: defaultOrganization.id, name: 'Everybody else' };
      expect(await outcome(renameOrganization(contextFor(db, dora), wish))).toBe('not_found');
      await renameOrganization(contextFor(db, alan), wish);
      expect(await nameOf(db, defaultOrganization.id)).toBe('Everybody else');
      expect(await outcome(createOrganization(contextFor(db, alan), { name: 'everybody-ELSE' }))).toBe('invalid');
    }));
});

describe('naming a super admin', () => {
  test('is the way out where none is left, and only there', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { alan, acme, ada, tom } = world;
      const name = (userId: string) => nameSuperAdmin(contextFor(db, alan), { organizationId: acme.id, userId });
      expect(await outcome(name(tom.userId))).toBe('conflict');
      // Without the verb: it would not leave an organization without one.
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, ada.userId));
      expect(await outcome(name(ada.userId))).toBe('conflict');
      expect(await outcome(name(world.eve.userId))).toBe('not_found');
      await name(tom.userId);
      expect(await superAdmins(db, world)).toEqual([tom.userId]);
      expect(await db.$count(mails, eq(mails.message, 'member-changed'))).toBe(1);
    }));

  test('by many at once names one, and never somebody who is being deactivated', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { alan, priya, acme, ada, tom } = world;
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, ada.userId));
      const { won } = await crowd((index) =>
        index === 0
          ? deactivateDeveloper(contextFor(db, priya), { userId: tom.userId }).then(() => 'deactivated')
          : nameSuperAdmin(contextFor(db, alan), { organizationId: acme.id, userId: tom.userId }).then(() => 'named'),
      );
      expect(won).toHaveLength(1);
      expect(await superAdmins(db, world)).toEqual(won[0] === 'named' ? [tom.userId] : []);
    }));
});

describe('an email domain', () => {
  test('is one organization’s, can be taken away, and is none of the default organization', () =>
    inSandbox(async (db) => {
      const { alan, acme, evil, defaultOrganization } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const add = (organizationId: string) => addOrganizationDomain(ctx, { organizationId, domain: 'ACME.com' });
      expect(await outcome(add(defaultOrganization.id))).toBe('conflict');
      expect(await add(acme.id)).toEqual({ domain: 'acme.com' });
      expect(await refusalOf(add(evil.id))).toMatchObject({
        fieldErrors: { domain: [expect.stringContaining('Acme')] },
      });
      const theirs = { organizationId: evil.id, domain: 'acme.com' };
      expect(await outcome(removeOrganizationDomain(ctx, theirs))).toBe('not_found');
      await removeOrganizationDomain(ctx, { ...theirs, organizationId: acme.id });
      expect(await outcome(add(evil.id))).toBe('ok');
    }));
});
