import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, organizationContacts } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedApp, seedWorld } from '@/test/world';
import { createTeam } from '../teams/create-team';
import { changeOrganization } from './change-organization';
import { exportOrganization } from './export-organization';
import { getOrganizationHome } from './get-organization-home';
import { listOrganizationEvents } from './list-organization-events';

describe('an organization at home', () => {
  test('shows its people what it is, and does not exist for anybody else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { ada, acme } = world;
      expect(await getOrganizationHome(contextFor(db, ada))).toEqual({
        id: acme.id,
        name: 'Acme',
        since: expect.any(Date),
        members: 3,
        teams: 2,
        apps: 1,
        liveKeys: 0,
        superAdmins: [{ id: ada.userId, name: 'Ada Test', email: 'ada@acme.test' }],
        contacts: [],
        hidesAddresses: false,
        closesAt: null,
        closeDays: 14,
        waiting: { joinRequests: 0, invitations: 0 },
        mayChange: true,
        mayClose: true,
        mayEndKeys: true,
      });
      const { ada: _ada, tom, ivan, eve, mallory, ...others } = castOf(world);
      for (const [name, actor] of Object.entries(others)) {
        for (const read of [getOrganizationHome, listOrganizationEvents, exportOrganization])
          expect(await refusalOf(read(contextFor(db, actor))), name).toMatchObject({ code: 'not_found' });
      }
      expect((await getOrganizationHome(contextFor(db, world.eve))).name).toBe('Evil Works');
    }));

  test('hides addresses from team members when it says so', () =>
    inSandbox(async (db) => {
      const { ada, tom, acme } = await seedWorld(db);
      const contact = { organizationId: acme.id, kind: 'security' as const, name: 'Sec', email: 'sec@acme.test' };
      await db.insert(organizationContacts).values(contact);
      await changeOrganization(contextFor(db, ada), { organizationId: acme.id, hidesAddresses: true });
      const seenByTom = await getOrganizationHome(contextFor(db, tom));
      expect(JSON.stringify(seenByTom)).not.toContain('@');
      expect(seenByTom).toMatchObject({ mayChange: false, mayClose: false });
      const seenByAda = await getOrganizationHome(contextFor(db, ada));
      expect(seenByAda.superAdmins[0]?.email).toBe('ada@acme.test');
    }));

  test('tells its own history, to each role what it may know, without the names of portal admins', () =>
    inSandbox(async (db) => {
      const { ada, tom, eve, alan, acme } = await seedWorld(db);
      await createTeam(contextFor(db, alan), { organizationId: acme.id, name: 'Frontend' });
      const common = { actorKind: 'developer', actorLabel: 'Ada Test', organizationId: acme.id };
      for (const event of ['invitation.sent', 'credential.revealed', 'app.created', 'mail.failed']) {
        await db.insert(auditEvents).values({ ...common, event, subjectKind: 'app', detail: { name: 'private' } });
      }
      const namesFor = async (actor: typeof ada) =>
        (await listOrganizationEvents(contextFor(db, actor))).map(({ event, by, about }) => [event, by, about]);
      const made = ['team.created', 'A portal admin', 'Frontend'];
      expect(await namesFor(tom)).toEqual([made]);
      expect(await namesFor(ada)).toHaveLength(2);
      expect(await namesFor(eve)).toEqual([]);
    }));

  test('can be taken away by its super admin, without secrets and without what colleagues keep to themselves', () =>
    inSandbox(async (db) => {
      const { ada, tom, eve } = await seedWorld(db);
      await seedApp(db, tom, 'Secret plan', 'personal');
      await seedApp(db, eve, 'Of Eve', 'organization');
      const taken = await exportOrganization(contextFor(db, ada));
      expect(taken).toMatchObject({
        format: 'portico-organization-1',
        organization: { name: 'Acme' },
        apps: [{ name: 'Ledger', ownerId: ada.userId }],
      });
      const text = JSON.stringify(taken);
      expect(text).toContain('tom@acme.test');
      expect(text).not.toMatch(/Secret plan|Of Eve|eve@|argon|sealed|digest|keyHash/i);
      expect(await db.$count(auditEvents, eq(auditEvents.event, 'organization.exported'))).toBe(1);
      expect(await refusalOf(exportOrganization(contextFor(db, tom)))).toMatchObject({ code: 'forbidden' });
    }));
});
