import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents, organizations } from '@/db/schema';
import { inSandbox } from '@/test/harness';
import { type Got, openRestDoor, seedToken } from '@/test/rest';
import { asRestProgram, eventsOf, pointersOf } from '@/test/rest-program';
import { seedWorld } from '@/test/world';

test('a change of an organization is made as a whole or not at all', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const { id } = world.acme;
    const contacts = [{ kind: 'security', name: 'Security team', email: 'security@acme.test' }];
    const got = await ask(`PATCH /organizations/${id}`, {
      name: 'Acme Ltd',
      domains: ['acme.test', '@b.test'],
      contacts,
    });
    expect(got.json).toMatchObject({ name: 'Acme Ltd', domains: ['acme.test', 'b.test'], contacts });
    const events = await eventsOf(db, id);
    expect(events.toSorted()).toEqual(
      ['contacts_changed', 'domain_added', 'domain_added', 'renamed'].map((what) => `organization.${what} by token`),
    );

    const wrong = await ask(`PATCH /organizations/${id}`, { name: 'New', domains: ['b.test', 'gmail.com'] });
    expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/domains/1']]);
    const nobody = { ...contacts[0], email: 'nobody' };
    const second = await ask(`PATCH /organizations/${id}`, { name: 'New', contacts: [nobody] });
    expect([second.status, pointersOf(second)]).toEqual([422, ['/contacts/0/email']]);
    expect(pointersOf(await ask(`PATCH /organizations/${id}`, { name: 'Evil-Works' }))).toEqual(['/name']);
    expect((await ask(`GET /organizations/${id}`)).json).toEqual(got.json);
    expect(
      await ask(`PATCH /organizations/${id}`, { name: 'Acme Ltd', domains: ['b.test', 'acme.test'] }),
    ).toMatchObject({
      status: 200,
      json: got.json,
    });
    expect(await eventsOf(db, id)).toEqual(events);
  }));

test('a team is made with its members, and changed to exactly those that are sent', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const ids = (got: Got) => (got.json.members as { id: string }[]).map(({ id }) => id).toSorted();
    const both = [world.ada.userId, world.tom.userId].toSorted();
    const organizationId = world.acme.id;
    const made = await ask('POST /teams', { organizationId, name: 'Payments', memberIds: both });
    expect([made.status, ids(made)]).toEqual([201, both]);
    const at = `/teams/${made.json.id}`;
    expect(ids(await ask(`PATCH ${at}`, { memberIds: [world.tom.userId] }))).toEqual([world.tom.userId]);
    const events = await eventsOf(db, made.json.id);
    expect((await ask(`PATCH ${at}`, { name: 'Payments', memberIds: [world.tom.userId] })).status).toBe(200);
    expect(await eventsOf(db, made.json.id)).toEqual(events);
    const stranger = await ask(`PATCH ${at}`, { name: 'Other', memberIds: [world.eve.userId] });
    expect([stranger.status, pointersOf(stranger)]).toEqual([422, ['/memberIds']]);
    expect((await ask(`GET ${at}`)).json).toMatchObject({ name: 'Payments', memberCount: 1 });

    const lost = await ask('POST /teams', { organizationId, name: 'Strangers', memberIds: [world.eve.userId] });
    expect(lost.status).toBe(422);
    expect((await ask('GET /teams?search=Strangers')).json.items).toEqual([]);
    const nowhere = await ask('POST /teams', { organizationId: world.ada.userId, name: 'Nowhere' });
    expect([nowhere.status, pointersOf(nowhere)]).toEqual([422, ['/organizationId']]);
  }));

test('an invite code is shown to programs that manage codes alone, and switched off rather than deleted', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openRestDoor(db);
    const { token } = await seedToken(db, world.alan);
    const { token: reader } = await seedToken(db, world.alan, { scopes: ['invite-codes:read'] });
    try {
      const terms = { teamId: world.backend.id, quota: 2, lastDay: '2099-01-31', code: 'welcome-payments' };
      const made = await door.call('POST /invite-codes', { token, body: terms });
      expect(made.json).toMatchObject({
        code: 'WELCOME-PAYMENTS',
        expiresAt: '2099-02-01T00:00:00.000Z',
        state: 'usable',
      });
      const at = `/invite-codes/${made.json.id}`;
      expect((await door.call(`GET ${at}`, { token: reader })).json).toMatchObject({ code: null, link: null });
      const read = await door.call('GET /invite-codes', { token: reader });
      expect(read.text).not.toContain('WELCOME');

      await door.call(`PATCH ${at}`, { token, body: { quota: 2, lastDay: '2099-01-31' } });
      expect(await eventsOf(db, made.json.id)).toEqual(['invite_code.issued by token']);
      expect((await door.call(`PATCH ${at}`, { token, body: { lastDay: null } })).json).toMatchObject({
        quota: 2,
        expiresAt: null,
      });
      // Of an organization that cannot be joined any more, too.
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      for (let time = 0; time < 2; time += 1) expect((await door.call(`DELETE ${at}`, { token })).status).toBe(204);
      expect((await door.call(`GET ${at}`, { token })).json).toMatchObject({ state: 'inactive', isActive: false });
      const events = await db
        .select({ detail: auditEvents.detail })
        .from(auditEvents)
        .where(and(eq(auditEvents.subjectId, String(made.json.id)), eq(auditEvents.event, 'invite_code.changed')))
        .orderBy(auditEvents.id);
      expect(events.map(({ detail }) => detail)).toContainEqual({ changes: { isActive: { from: true, to: false } } });
      expect(events).toHaveLength(2);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  }));
