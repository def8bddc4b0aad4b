import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { invitations, mails, settings, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { inSandbox, unboxed } from '@/test/harness';
import { openRestDoor, seedToken } from '@/test/rest';
import { asRestProgram, eventsOf, pointersOf } from '@/test/rest-program';
import { seedApp, seedWorld } from '@/test/world';

const sam = { email: 'sam@newcomer.test', firstName: 'Sam', lastName: 'Sample' };
const askFor = (name: string, more = {}) => ({ name, label: name, kind: 'text' as const, required: true, ...more });

test('a developer is made with an invitation, with a password, or with neither, and never with both', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const invited = await ask('POST /developers', { ...sam, organizationId: world.acme.id, invite: true });
    expect(invited).toMatchObject({ status: 201, json: { state: 'invited', invitation: { isExpired: false } } });
    expect(invited.headers.get('location')).toBe(`/api/v1/developers/${invited.json.id}`);
    expect(await db.select().from(invitations).where(eq(invitations.email, sam.email))).toHaveLength(1);

    const password = 'correct horse battery';
    const active = await ask('POST /developers', { ...sam, email: 'a@b.test', password, mustChangePassword: false });
    expect(active).toMatchObject({
      status: 201,
      json: { state: 'active', organization: { id: world.defaultOrganization.id } },
    });
    expect(JSON.stringify(active.json)).not.toContain(password);
    expect(await db.select().from(mails).where(eq(mails.toAddress, 'a@b.test'))).toEqual([]);

    expect(await ask('POST /developers', { ...sam, email: 'c@d.test' })).toMatchObject({
      json: { state: 'uninvited' },
    });
    const both = await ask('POST /developers', { ...sam, email: 'e@f.test', password, invite: true });
    expect([both.status, pointersOf(both)]).toEqual([422, ['/password']]);
    expect(await db.select().from(users).where(eq(users.email, 'e@f.test'))).toEqual([]);
  }));

test('what is wrong about a developer is told with the names that the API has', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const volume = askFor('volume', { kind: 'number' });
    await db.update(settings).set({ signUpFields: [volume, askFor('company')] });
    const wrong = {
      email: 'no address',
      firstName: '',
      lastName: 'Ok',
      fields: { volume: 'a lot' },
      password: 'short',
    };
    const got = await ask('POST /developers', wrong);
    expect([got.status, pointersOf(got).toSorted()]).toEqual([
      422,
      ['/email', '/fields/volume', '/firstName', '/password'],
    ]);
    const unasked = await ask('POST /developers', { ...sam, fields: { colour: 'red', company: 'Acme' } });
    expect([unasked.status, pointersOf(unasked)]).toEqual([422, ['/fields/colour']]);
    expect(pointersOf(await ask('POST /developers', { ...sam, email: world.ada.email }))).toEqual(['/email']);
    expect(pointersOf(await ask('POST /developers', { ...sam, teamIds: [world.backend.id] }))).toEqual(['/teamIds']);
    expect(pointersOf(await ask('POST /developers', { ...sam, organizationId: world.waiting.id }))).toEqual([
      '/organizationId',
    ]);
  }));

test('a change of a developer keeps what is not sent, and explains only what it changes', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const { userId } = world.tom;
    const asked = [askFor('company'), askFor('region')];
    await db.update(settings).set({ signUpFields: asked });
    const kept = { company: 'Acme', region: 'North', gone: 'Old' };
    await db.update(users).set({ signUpValues: kept }).where(eq(users.id, userId));
    const before = (await ask(`GET /developers/${userId}`)).json;

    expect((await ask(`PATCH /developers/${userId}`, {})).json).toEqual(before);
    const { email, fields } = before as { email: string; fields: object };
    expect((await ask(`PATCH /developers/${userId}`, { email, fields })).json).toEqual(before);
    expect((await ask(`PATCH /developers/${world.dora.userId}`, { teamIds: [] })).status).toBe(200);
    expect(await eventsOf(db, world.dora.userId)).toEqual([]);
    expect(await eventsOf(db, userId)).toEqual([]);

    const after = await ask(`PATCH /developers/${userId}`, { lastName: 'Other', fields: { region: '' } });
    expect(after.json).toMatchObject({
      lastName: 'Other',
      fields: { company: 'Acme', gone: 'Old' },
      teams: before.teams,
    });
    expect(after.json.fields).not.toHaveProperty('region');
    expect(await eventsOf(db, userId)).toEqual([
      'user.profile_changed by token',
      'user.sign_up_values_changed by token',
    ]);
  }));

test('a developer is moved, shut out, let in and deleted as on the screen', () =>
  asRestProgram(async ({ ask, world, db }) => {
    const { userId } = world.mallory;
    await seedApp(db, world.mallory, 'Notes', 'personal');
    const target = { organizationId: world.acme.id, teamIds: [world.backend.id] };
    expect(pointersOf(await ask(`POST /developers/${userId}/move`, target))).toEqual(['/apps']);
    const moved = await ask(`POST /developers/${userId}/move`, { ...target, apps: 'take_along' });
    expect(moved.json).toMatchObject({ organization: { name: 'Acme' }, teams: [{ name: 'Backend' }] });
    expect((await ask(`POST /developers/${userId}/deactivate`, {})).json).toMatchObject({ state: 'inactive' });
    expect((await ask(`POST /developers/${userId}/activate`)).json).toMatchObject({ state: 'active' });
    // Ada alone runs Acme: neither shut out nor deleted, and nothing of a change is done.
    expect((await ask(`POST /developers/${world.ada.userId}/deactivate`, {})).status).toBe(409);
    expect((await ask(`DELETE /developers/${world.ada.userId}`, { apps: 'end' })).status).toBe(409);
    expect(pointersOf(await ask(`DELETE /developers/${userId}`))).toEqual(['/apps']);
    expect(await ask(`DELETE /developers/${userId}`, { apps: 'hand_over' })).toMatchObject({ status: 204, text: '' });
    expect((await ask(`GET /developers/${userId}`)).status).toBe(404);
    const apps = (await ask(`GET /apps?organizationId=${world.acme.id}`)).json.items as { name: string }[];
    expect(apps.map(({ name }) => name).toSorted()).toEqual(['Ledger', 'Notes']);
  }));

test('a program that asks twice with one Idempotency-Key makes one developer and sends one invitation', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openRestDoor(db);
    const { token } = await seedToken(db, world.alan);
    const headers = { 'idempotency-key': 'one-developer' };
    const send = () => door.call('POST /developers', { token, headers, body: { ...sam, invite: true } });
    const [first, second] = [await send(), await send()];
    await door.close();
    expect(second).toMatchObject({ status: 201, json: first.json });
    expect(await db.select().from(users).where(eq(users.email, sam.email))).toHaveLength(1);
    expect(await db.select().from(mails).where(eq(mails.message, 'invitation'))).toHaveLength(1);
  }));

// Let `isOneAtATime` of one of them go, and several are let through with one ETag.
test('of a crowd of programs that read the same thing, one changes it and the others are told to read again', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const door = await openRestDoor(db);
    const { token } = await seedToken(db, world.alan);
    const terms = { teamId: world.backend.id, quota: 3 };
    const { json: code } = await door.call('POST /invite-codes', { token, body: terms });
    const changes: [string, (index: number) => object][] = [
      [`/organizations/${world.acme.id}`, (index) => ({ domains: [`acme-${index}.test`] })],
      [`/teams/${world.backend.id}`, (index) => ({ name: `Backend ${index}` })],
      [`/invite-codes/${code.id}`, (index) => ({ quota: 10 + index })],
      [`/developers/${world.tom.userId}`, (index) => ({ lastName: `Test ${'abcdefghijklmnop'[index]}` })],
    ];
    for (const [at, change] of changes) {
      const read = await door.call(`GET ${at}`, { token });
      const headers = { 'if-match': read.headers.get('etag') ?? '' };
      const { won } = await crowd((index) => door.call(`PATCH ${at}`, { token, headers, body: change(index) }), 8);
      const [done, ...refused] = won.map(({ status }) => status).toSorted();
      expect(done, at).toBe(200);
      // What counts versions may also be refused by its verb.
      expect(
        [...new Set(refused)].filter((status) => status !== 412 && status !== 409),
        at,
      ).toEqual([]);
    }
    expect(door.faults).toEqual([]);
    await door.close();
  }));
