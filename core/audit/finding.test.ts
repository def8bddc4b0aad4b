import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { sourceFiles } from '@/test/source-files';
import { castOf, seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { mutate } from '../mutate';
import { type AuditFilters, conditionsOf } from './event-filters';
import { exportEvents } from './export-events';
import { getAuditEvent } from './get-event';
import { getTimeline } from './get-timeline';
import { listAuditEvents } from './list-events';
import { eventsQuery } from './read-events';
import { sealEvents } from './seal-events';
import { auditSubjectKinds } from './subject-kinds';

test('the log is found by who, what, whom, where from and when, and by all of them together', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { requestId, appId } = await seedRequest(db, world);
    await approveAccessRequest(contextFor(db, world.arun, { ip: '2001:db8::7' }), { requestId });
    const find = async (filters: AuditFilters) =>
      [
        ...new Set((await listAuditEvents(contextFor(db, world.audrey), filters)).rows.map(({ event }) => event)),
      ].sort();
    const decided = ['access_request.approved', 'credential.prepared'];

    expect(await find({ who: world.arun.userId })).toEqual(decided);
    expect(await find({ who: '  ARUN test ' })).toEqual(decided);
    expect(await find({ who: 'te ar' })).toEqual(decided);
    expect(await find({ who: 'ru' })).toEqual([]);
    expect(await find({ ip: ' 2001:DB8::7 ' })).toEqual(decided);
    expect(await find({ ip: '2001:db8::' })).toEqual([]);
    expect(await find({ object: 'harbour', objectKind: 'access_request' })).toEqual([
      'access_request.approved',
      'access_request.submitted',
    ]);
    expect(await find({ object: requestId.toUpperCase(), objectKind: 'access_request' })).toHaveLength(2);
    expect(await find({ object: requestId, objectKind: 'app' })).toEqual([]);
    expect(await find({ object: appId })).toEqual(['app.created']);
    expect(await find({ object: 'harbour' })).toEqual(['app.created', ...decided, 'access_request.submitted'].sort());
    expect(await find({ object: 'harbour', objectKind: 'settings' })).toEqual([]);
    expect(await find({ objectKind: 'credential' })).toEqual(['credential.prepared']);
    const { id, name } = world.ada.organization;
    for (const organization of [id, name.toLowerCase()]) {
      expect(await find({ organization, event: 'access_request' })).toHaveLength(2);
    }
    expect(await find({ organization: 'nobody is called so' })).toEqual([]);
    expect(await find({ lastHours: 1, event: 'credential' })).toEqual(['credential.prepared']);
    const hour = (shift: number) => new Date(Date.now() + shift * 3_600_000).toISOString();
    expect(await find({ from: hour(-1), to: hour(1), event: 'credential' })).toHaveLength(1);
    expect(await find({ from: hour(1) })).toEqual([]);
    expect(await find({ to: hour(-1) })).toEqual([]);
    expect(await find({ from: '2026-02-30', to: '0000-01-01T99:99Z', event: 'credential' })).toHaveLength(1);
    expect(
      await find({ who: 'arun', event: 'credential.prepared', object: 'harbour', organization: id, ip: '2001:db8::7' }),
    ).toEqual(['credential.prepared']);
    const odd = `\0%_\\'" `;
    const everywhere = {
      event: odd,
      who: odd,
      objectKind: odd,
      object: odd,
      organization: odd,
      ip: odd,
      from: odd,
      to: odd,
    };
    for (const [name, text] of Object.entries(everywhere)) await find({ [name]: text });
    expect(await find({ object: '\0', organization: ' \0 ', event: 'credential' })).toHaveLength(1);
    expect(await find({ event: 'nothing', who: `%_\\'"\0` })).toEqual([]);
  }));

test('a cursor that nobody here made leads to the first page, also one with an impossible day', () =>
  inSandbox(async (db) => {
    const ctx = contextFor(db, (await seedWorld(db)).audrey);
    const first = (await listAuditEvents(ctx, {}, { limit: 2 })).rows.map(({ id }) => id);
    for (const day of ['2026-02-30', '2026-13-01', '0000-01-01', 'yesterday!']) {
      const cursor = `${day}T00:00:00.000000Z_${newId()}`;
      for (const page of [{ after: cursor }, { before: cursor }]) {
        const { rows, before } = await listAuditEvents(ctx, {}, { ...page, limit: 2 });
        expect([day, before, ...rows.map(({ id }) => id)]).toEqual([day, null, ...first]);
      }
    }
  }));

test('a name that hundreds have is refused at its field', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.execute(sql`insert into organizations (id, name, name_key, status)
      select gen_random_uuid(), 'Twin ' || n, 'twin ' || n, 'active' from generate_series(1, 201) n`);
    const ctx = contextFor(db, world.priya);
    const refused = await refusalOf(listAuditEvents(ctx, { organization: 'twin' }));
    expect(refused).toMatchObject({ code: 'invalid', fieldErrors: { organization: [expect.any(String)] } });
    expect((await listAuditEvents(ctx, { organization: 'twin 7' })).rows).toEqual([]);
  }));

test('the timeline of a thing tells of what belongs to it, also when it is gone', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { requestId, appId } = await seedRequest(db, world);
    await approveAccessRequest(contextFor(db, world.arun), { requestId });
    const ctx = contextFor(db, world.audrey);
    const told = async (kind: string, id: string) =>
      (await getTimeline(ctx, { kind, id })).page.rows.map(({ event }) => event).sort();
    const all = ['access_request.approved', 'access_request.submitted', 'credential.prepared'];
    expect(await told('app', appId)).toEqual(['app.created', ...all].sort());
    expect(await told('access_request', requestId)).toEqual(all);
    expect(await told('organization', world.ada.organization.id)).toEqual(expect.arrayContaining(all));
    expect(await getTimeline(ctx, { kind: 'app', id: appId })).toMatchObject({ name: 'Harbour lights' });

    const gone = newId();
    await mutate(contextFor(db, world.priya), async (unit) => {
      await unit.audit('webhook.deleted', { kind: 'webhook', id: gone }, { name: 'Night watch' });
    });
    expect(await getTimeline(ctx, { kind: 'webhook', id: gone })).toMatchObject({
      name: 'Night watch',
      subject: null,
      page: { rows: [{ event: 'webhook.deleted' }] },
    });
    for (const [kind, id] of [
      ['app', newId()],
      ['app', 'nonsense'],
      ['nonsense', appId],
    ] as const) {
      expect(await outcome(getTimeline(ctx, { kind, id }))).toBe('not_found');
    }
  }));

test('one event is read with its place in the chain', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.audrey);
    const eventId = (await listAuditEvents(ctx, {})).rows.at(-1)?.id ?? '';
    expect(await getAuditEvent(ctx, { eventId })).toMatchObject({ id: eventId, seal: null });
    await sealEvents(ctx);
    expect(await getAuditEvent(ctx, { eventId })).toMatchObject({
      seal: { position: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  }));

test('nobody but admins reads, exports or follows any of it', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const [event] = (await listAuditEvents(contextFor(db, world.priya), {})).rows;
    for (const [who, actor] of Object.entries(castOf(world))) {
      const ctx = contextFor(db, actor);
      const outcomes = [
        await outcome(getAuditEvent(ctx, { eventId: event?.id ?? '' })),
        await outcome(getTimeline(ctx, { kind: 'user', id: world.ada.userId })),
        await outcome(exportEvents(ctx, { filters: {}, format: 'csv' })),
      ];
      const expected = actor.kind === 'admin' ? 'ok' : 'not_found';
      expect([who, ...outcomes]).toEqual([who, expected, expected, expected]);
    }
  }));

test('the export is read page by page, stops when nobody takes it, and stands in the log itself', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.execute(many(5_000));
    const ctx = contextFor(db, world.audrey);
    const pages = await exportEvents(ctx, { filters: { event: '', lastHours: 999_999 }, format: 'jsonl' });
    const first = (await pages.next()).value;
    expect(first).toHaveLength(1_000);
    expect(first[0]).toMatchObject({ event: 'audit.exported', detail: { format: 'jsonl', lastHours: 999_999 } });
    const seen = new Set<string>(first.map(({ id }: { id: string }) => id));
    let largest = 0;
    for await (const rows of pages) {
      largest = Math.max(largest, rows.length);
      for (const { id } of rows) seen.add(id);
    }
    const { rows } = await db.execute(sql`select count(*)::int as count from audit_events`);
    expect({ largest, seen: seen.size }).toEqual({ largest: 1_000, seen: rows[0]?.count });
    const left = await exportEvents(ctx, { filters: {}, format: 'csv' });
    await left.next();
    await left.return(undefined);
    expect(await left.next()).toEqual({ done: true, value: undefined });
  }));

// Drop one of the indexes of migration 0016 and this finds the filter that reads the whole log.
test('no filter reads the whole log, on its first page or on a later one', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    await db.execute(many(15_000));
    await db.execute(sql`vacuum (analyze) audit_events`);
    const ctx = contextFor(db, world.audrey);
    const cases: Record<string, AuditFilters> = {
      nothing: {},
      'who, by id': { who: world.ada.userId },
      'who, by name': { who: nameOf(317) },
      'who, who never was': { who: 'nobody at all' },
      'who, by two letters': { who: 'zq' },
      'what, one event': { event: 'page.created' },
      'what, a kind': { event: 'third_party' },
      'object, by id': { object: world.ledger.id },
      'object, by kind and id': { object: world.ledger.id, objectKind: 'app' },
      'object, by kind': { objectKind: 'portal' },
      'object, by name': { object: 'ledger' },
      organization: { organization: world.ada.organization.id },
      'where from': { ip: '203.0.113.77' },
      'when, long ago': { from: '2020-01-01', to: '2020-01-02' },
      'when, lately': { lastHours: 1 },
      together: { who: nameOf(31), event: 'user', lastHours: 24, ip: '203.0.113.7' },
    };
    const cursor = (await listAuditEvents(ctx, {})).after;
    for (const [name, filters] of Object.entries(cases)) {
      for (const after of [null, cursor]) {
        const query = eventsQuery(db, await conditionsOf(ctx, filters), { after, limit: 50 });
        const { rows } = await db.execute(sql`explain (analyze, timing off) ${query.getSQL()}`);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        // What was read and passed over: an index that is walked to its end is no better than the table.
        const passedOver = [...plan.matchAll(/Rows Removed by .*: (\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
        expect({ name, plan }).toEqual({ name, plan: expect.not.stringMatching(/Seq Scan on audit_events/) });
        expect({ name, plan, isMuch: passedOver > 1_000 }).toEqual({ name, plan, isMuch: false });
      }
    }
  }));

test('every kind of thing that something is written down about is known by name', () => {
  const calls = sourceFiles('core').flatMap(({ text }) => [
    ...text.matchAll(/\.audit\(\s*'[^']+',\s*\{\s*kind: '([a-z_]+)'/g),
  ]);
  const kinds = new Set(calls.map(([, kind]) => kind));
  expect(kinds.size).toBeGreaterThan(20);
  expect([...kinds].filter((kind) => !(auditSubjectKinds as readonly (string | undefined)[]).includes(kind))).toEqual(
    [],
  );
});

/** A part of the name of one of a thousand people. */
const nameOf = (person: number) => createHash('md5').update(`last${person}`).digest('hex').slice(3, 12).toUpperCase();

/** Events of some months, of a thousand people, from two hundred addresses. */
function many(count: number) {
  return sql`insert into audit_events (id, at, event, actor_kind, actor_id, actor_label, subject_kind, subject_id, ip)
    select gen_random_uuid(), now() - n * interval '20 minutes', (array['user.logged_in', 'cart.item_added', 'app.created'])[n % 3 + 1],
      'developer', gen_random_uuid(), md5('first' || n % 1000) || ' ' || md5('last' || n % 1000), (array['user', 'cart', 'app'])[n % 3 + 1], gen_random_uuid(),
      '203.0.113.' || n % 200
    from generate_series(1, ${count}::int) n`;
}
