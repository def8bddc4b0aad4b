import { eq, isNotNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, auditEvents, type FormField, settings, users } from '@/db/schema';
import { type Said, withClassic } from '@/test/classic';

const pointers = ({ Meta }: Said) => (Meta.errors as { pointer: string }[]).map(({ pointer }) => pointer);
const question = (name: string, label: string): FormField => ({ name, label, kind: 'text', required: true });

describe('the story of who asked how to do it', () => {
  test('a developer is made, asks for a key and is approved, by three calls with a bare token', () =>
    withClassic(async (send, world, db) => {
      await db.update(settings).set({ requestFields: [question('custom1', 'Use case')] });
      const made = await send('POST /developers', {
        ...{ email: 'jane.doe@client.test', password: 'correct horse battery', inactive: false },
        ...{ org_id: '53ac07777cbb8c2d53000002', keys: {}, fields: {}, date_created: '2016-04-05T04:49:20.992-04:00' },
      });
      expect(made).toMatchObject({ status: 200, Status: 'OK', Meta: '' });
      const [jane] = await db.select().from(users).where(eq(users.id, made.Message));
      expect(jane).toMatchObject({ status: 'active', firstName: 'Jane', lastName: 'Doe', mustChangePassword: false });

      const asked = await send('POST /requests', {
        by_user: made.Message,
        date_created: '2016-04-05T04:49:20.992-04:00',
        fields: { 'use case': 'sdf' },
        for_plan: 'plan-standard',
        apply_policies: ['acl-payments'],
        version: 'v2',
      });
      expect(asked).toMatchObject({ status: 200, Status: 'OK', Meta: '' });
      const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, asked.Message));
      expect(request).toMatchObject({ status: 'pending', requestedBy: made.Message, planId: world.standard.id });
      expect(request?.answers).toMatchObject([{ name: 'custom1', value: 'sdf' }]);

      const yes = await send(`PUT /requests/approve/${asked.Message}`);
      expect(yes).toMatchObject({ status: 200, Status: 'OK', RawKey: '' });
      expect(await send(`PUT /requests/approve/${asked.Message}`)).toMatchObject({ status: 409, Status: 'Error' });
      const [approved] = await db.select().from(accessRequests).where(eq(accessRequests.id, asked.Message));
      expect(approved).toMatchObject({ status: 'approved' });
      const events = await db
        .select()
        .from(auditEvents)
        .where(isNotNull(auditEvents.subjectId))
        .orderBy(auditEvents.id);
      expect(
        events.filter(({ actorId }) => actorId === world.alan.userId).map(({ actorKind }) => actorKind),
      ).not.toContain('admin');
    }));

  test('the body that was "malformed" is answered with the line and the column', () =>
    withClassic(async (send) => {
      const seed = [
        '{',
        '"by_user": "57039e3a1f41370001000009",',
        '"date_created": "2016-04-05T04:49:20.992-04:00",',
        '"fields": {',
        '"custom1": "sdf",',
        '},',
        '"for_plan": "57039dfe1f41370001000008",',
        '"version": "v2"',
        '}',
      ];
      const got = await send('POST /requests', seed.join('\n'));
      expect(got).toMatchObject({ status: 400, Status: 'Error', Meta: { line: 6, column: 1 } });
      expect(got.Message).toContain('line 6, column 1');
      // Without the comma it is JSON, and the next wrong thing is named by its place.
      const mended = await send('POST /requests', seed.join('\n').replace('"sdf",', '"sdf"'));
      expect([mended.status, pointers(mended)]).toEqual([422, ['/by_user']]);
      expect(mended.Message).toContain('/by_user: Send the id of a developer');
    }));
});

describe('a developer', () => {
  test('who cannot be made as asked is refused, and where is said', () =>
    withClassic(async (send, _world, db) => {
      const before = await db.$count(users);
      const refused: [object, string][] = [
        [{ password: 'correct horse battery', inactive: true }, '/inactive'],
        [{ password: 'secret' }, '/password'],
        [{ keys: { '6b3a': ['57039dfe1f41370001000008'] } }, '/keys'],
        [{ oauth_clients: { p: [{ client_id: 'c' }] } }, '/oauth_clients'],
        [{ fields: { colour: 'red' } }, '/fields/colour'],
        [{ fields: { first_name: '<b>' } }, '/fields/first_name'],
        [{ emial: 'x' }, '/emial'],
        [{ org_id: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01' }, '/org_id'],
        [{ email: 'ada@acme.test' }, '/email'],
      ];
      for (const [wrong, pointer] of refused) {
        const got = await send('POST /developers', { email: 'jane@client.test', ...wrong });
        expect([got.status, got.Status, pointers(got)]).toEqual([422, 'Error', [pointer]]);
      }
      expect(await db.$count(users)).toBe(before);
    }));

  test('without a password is invited, and not when made inactive; fields are found by their questions', () =>
    withClassic(async (send, world, db) => {
      await db.update(settings).set({ signUpFields: [question('company', 'Company name')] });
      const fields = { 'Company Name': 'Client', Name: 'Jane Mary Doe' };
      const invited = await send('POST /developers', { email: 'jane@client.test', org_id: world.acme.id, fields });
      const later = await send('POST /developers', { email: 'joe@client.test', inactive: true });
      const row = async ({ Message }: Said) => (await db.select().from(users).where(eq(users.id, Message)))[0];
      expect(await row(invited)).toMatchObject({
        ...{ firstName: 'Jane Mary', lastName: 'Doe', signUpValues: { company: 'Client' } },
        ...{ organizationId: world.acme.id, status: 'unverified', passwordHash: null },
      });
      expect(await row(later)).toMatchObject({ firstName: 'Joe', lastName: 'Client', status: 'unverified' });
      const sent = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'invitation.sent'))
        .orderBy(auditEvents.id);
      expect(sent).toHaveLength(1);
    }));
});

describe('the door', () => {
  test('wants a token of an admin with the scope, as Bearer or alone', () =>
    withClassic(
      async (send, world) => {
        const developer = { email: 'jane@client.test' };
        expect(await send('POST /developers', developer, '')).toMatchObject({ status: 401, Status: 'Error' });
        expect(await send('POST /developers', developer, 'dead beef')).toMatchObject({ status: 401 });
        expect(await send('POST /developers', developer, `portico_${'A'.repeat(43)}`)).toMatchObject({ status: 401 });
        expect(await send('POST /developers', developer)).toMatchObject({ status: 403 });
        const wish = { by_user: world.dora.userId, apply_policies: ['acl-payments', 'plan-free'] };
        expect(await send('POST /requests', wish)).toMatchObject({ status: 200 });
      },
      ['requests:write'],
    ));

  test('says what is there instead of what is not', () =>
    withClassic(async (send, world) => {
      expect(await send('GET /developers')).toMatchObject({ status: 405, Status: 'Error' });
      expect(await send('GET /catalogue')).toMatchObject({ status: 404, Status: 'Error' });
      expect(await send('PUT /requests/approve/57039e3a1f41370001000009')).toMatchObject({ status: 404 });
      expect(await send(`PUT /requests/approve/${world.ada.userId}`)).toMatchObject({ status: 404 });
      expect(await send('POST /developers', '[]')).toMatchObject({ status: 422, Status: 'Error' });
    }));
});
