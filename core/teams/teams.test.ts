import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { organizations } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { createTeam } from './create-team';
import { getTeam } from './get-team';
import { listAllTeams } from './list-all-teams';
import { listTeams } from './list-teams';
import { renameTeam } from './rename-team';

describe('a team', () => {
  test('has a name of its own inside its organization, whatever the case', () =>
    inSandbox(async (db) => {
      const { ada, eve, acme, evil, backend } = await seedWorld(db);
      const ctx = contextFor(db, ada);
      const { teamId } = await createTeam(ctx, { organizationId: acme.id, name: '  Front   end ' });
      expect(await refusalOf(createTeam(ctx, { organizationId: acme.id, name: 'FRONT END' }))).toMatchObject({
        code: 'invalid',
        fieldErrors: { name: [expect.stringContaining('already')] },
      });
      expect(await refusalOf(renameTeam(ctx, { teamId: backend.id, name: 'front end' }))).toMatchObject({
        code: 'invalid',
      });
      await renameTeam(ctx, { teamId, name: 'FRONT END' });
      await createTeam(contextFor(db, eve), { organizationId: evil.id, name: 'Front end' });
      for (const name of ['', '   ', '***', 'a'.repeat(121), '<b>x</b>', 'a\u0000b']) {
        expect(await refusalOf(createTeam(ctx, { organizationId: acme.id, name }))).toMatchObject({ code: 'invalid' });
      }
    }));

  test('of an organization that has ended is not touched any more', () =>
    inSandbox(async (db) => {
      const { alan, acme, backend } = await seedWorld(db);
      await db.update(organizations).set({ status: 'closed' }).where(eq(organizations.id, acme.id));
      const ctx = contextFor(db, alan);
      expect(await refusalOf(createTeam(ctx, { organizationId: acme.id, name: 'New' }))).toMatchObject({
        code: 'conflict',
      });
      expect(await refusalOf(renameTeam(ctx, { teamId: backend.id, name: 'New' }))).toMatchObject({ code: 'conflict' });
    }));
});

describe('who sees teams', () => {
  test('members see them with names, and addresses unless the organization hides them', () =>
    inSandbox(async (db) => {
      const { ada, tom, acme, backend } = await seedWorld(db);
      const emails = async (actor: typeof ada) =>
        (await listTeams(contextFor(db, actor))).teams.find(({ id }) => id === backend.id)?.members;
      expect(await emails(tom)).toEqual([{ id: tom.userId, name: 'Tom Test', email: 'tom@acme.test' }]);
      await db.update(organizations).set({ hidesAddresses: true }).where(eq(organizations.id, acme.id));
      expect(await emails(tom)).toEqual([{ id: tom.userId, name: 'Tom Test', email: null }]);
      expect(await emails(ada)).toEqual([{ id: tom.userId, name: 'Tom Test', email: 'tom@acme.test' }]);
      const seenByTom = await getTeam(contextFor(db, tom), { teamId: backend.id });
      expect(seenByTom.people.map(({ email }) => email)).toEqual([null]);
      // An address that is hidden is not found by searching for it either.
      const searched = await getTeam(contextFor(db, tom), { teamId: backend.id, search: 'tom@acme' });
      expect(searched.people).toEqual([]);
    }));

  test('a stranger, and the default organization, learn nothing', () =>
    inSandbox(async (db) => {
      const { eve, dora, penny, alan, backend } = await seedWorld(db);
      for (const actor of [eve, dora, penny]) {
        const real = await refusalOf(getTeam(contextFor(db, actor), { teamId: backend.id }));
        expect(real).toMatchObject({ code: 'not_found' });
        expect(real).toEqual(await refusalOf(getTeam(contextFor(db, actor), { teamId: newId() })));
        expect(await refusalOf(listAllTeams(contextFor(db, actor), {}))).toMatchObject({ code: 'not_found' });
      }
      for (const actor of [dora, penny, alan])
        expect(await refusalOf(listTeams(contextFor(db, actor)))).toMatchObject({ code: 'not_found' });
    }));

  test('admins see all of them page by page, by organization and by name', () =>
    inSandbox(async (db) => {
      const { audrey, acme } = await seedWorld(db);
      const ctx = contextFor(db, audrey);
      const all = await listAllTeams(ctx, {});
      expect(all.rows).toHaveLength(5);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await listAllTeams(ctx, { limit: 2, after });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.after;
      } while (after !== null);
      expect(seen).toEqual(all.rows.map(({ id }) => id));
      const ofAcme = await listAllTeams(ctx, { organizationId: acme.id });
      expect(ofAcme.rows.map(({ name }) => name).sort()).toEqual(['Backend', 'Default team']);
      expect((await listAllTeams(ctx, { search: 'acme back' })).rows).toHaveLength(1);
      expect((await listAllTeams(ctx, { search: '%' })).rows).toEqual([]);
    }));
});
