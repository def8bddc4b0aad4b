import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, auditSeals } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { canonicalEvent } from './canonical-event';
import { parseChainHead, readChainHead, writeChainHead } from './chain-head';
import { sealEvents } from './seal-events';
import { verifyChain } from './verify-chain';

/** Events, the first `hoursAgo`, and a minute or more between them; a name with everything that a text can hold. */
async function record(db: Database, count: number, hoursAgo = 0, minutes = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await db.insert(auditEvents).values(
    ids.map((id, index) => ({
      id,
      at: sql`now() - make_interval(hours => ${hoursAgo}, mins => ${-index * minutes})`,
      event: 'demo.seeded',
      actorKind: 'system',
      actorLabel: `Zoë "quoted" \\ 漢字 🦔 ${index}`,
      subjectKind: 'app',
      subjectId: newId(),
      detail: { from: null, to: [1.5, 'x'], nested: { b: true, a: '→' } },
    })),
  );
  return ids;
}

/** What only the owner of the tables can do. */
async function asOwner(db: Database, statement: ReturnType<typeof sql>): Promise<void> {
  await db.execute(sql`alter table audit_events disable trigger user`);
  await db.execute(sql`alter table audit_seals disable trigger user`);
  await db.execute(statement);
}

const kinds = async (db: Database, noted?: string) => {
  const report = await verifyChain(db, noted ? parseChainHead(noted) : null);
  return report.faults.map(({ kind, eventId, position }) => [kind, eventId ?? position]);
};

/** Five sealed events, two hours between them, and two that wait. */
async function sealedLog(db: Database): Promise<{ ids: string[]; head: string }> {
  const ids = await record(db, 5, 20, 120);
  await sealEvents(contextFor(db));
  const head = await readChainHead(db);
  await record(db, 2);
  return { ids, head: head ? writeChainHead(head) : '' };
}

describe('the chain over the audit log', () => {
  test('holds every event in the order of its time, and what is new waits for its seal', () =>
    inSandbox(async (db) => {
      const { ids, head } = await sealedLog(db);
      const seals = await db.select().from(auditSeals).orderBy(auditSeals.position);
      expect(seals.map(({ position, auditEventId }) => [position, auditEventId])).toEqual(
        ids.map((id, index) => [index + 1, id]),
      );
      const report = await verifyChain(db, parseChainHead(head));
      expect(report).toMatchObject({ sealed: 5, faults: [], faultCount: 0, waiting: { count: 2 } });
      expect(Math.abs(Date.now() - (report.waiting.oldest?.getTime() ?? 0))).toBeLessThan(3_600_000);
      expect(await sealEvents(contextFor(db))).toBe(2);
      expect(await sealEvents(contextFor(db))).toBe(0);
      expect(await verifyChain(db)).toMatchObject({ sealed: 7, faults: [], waiting: { count: 0, oldest: null } });
    }));

  test('can be counted again with nothing but psql', () =>
    inSandbox(async (db) => {
      await sealedLog(db);
      const { rows } = await db.execute(sql`
        select count(*)::int as seals, count(*) filter (where seal.hash = sha256(
          coalesce(previous.hash, decode(repeat('00', 32), 'hex')) || audit_event_canonical(line)))::int as fit
        from audit_seals seal left join audit_seals previous on previous.position = seal.position - 1
        join audit_events line on line.id = seal.audit_event_id`);
      expect(rows).toEqual([{ seals: 5, fit: 5 }]);
      await db.execute(sql`set local timezone to 'Asia/Kolkata'`);
      const same = await db.execute(sql`
        select bool_and(audit_event_canonical(line) = ${canonicalEvent('event')}) as same
        from audit_events event join audit_events line using (id)`);
      expect(same.rows).toEqual([{ same: true }]);
      expect(await kinds(db)).toEqual([]);
    }));

  const every: [string, string][] = [
    ['actor_label', `'somebody else'`],
    ['at', `at + interval '1 microsecond'`],
    ['detail', `detail || '{"from": 1}'`],
    ['event', `'user.created'`],
    ['actor_kind', `'admin'`],
    ['actor_id', 'gen_random_uuid()'],
    ['subject_kind', `'plan'`],
    ['subject_id', 'null'],
    ['organization_id', 'gen_random_uuid()'],
    ['ip', `'192.0.2.9'`],
    ['request_id', `'another'`],
  ];
  test('says which event was changed, whatever was changed in it', () =>
    inSandbox(async (db) => {
      const { ids } = await sealedLog(db);
      await asOwner(db, sql`select 1`);
      for (const [column, value] of every) {
        await db.execute(sql`savepoint untouched`);
        await db.execute(sql.raw(`update audit_events set ${column} = ${value} where id = '${ids[2]}'`));
        expect([column, await kinds(db)]).toEqual([column, [['changed', ids[2]]]]);
        await db.execute(sql`rollback to savepoint untouched`);
      }
      const columns = await db.execute(sql`select column_name from information_schema.columns
        where table_name = 'audit_events' and column_name <> 'id'`);
      expect(every.map(([column]) => column).sort()).toEqual(columns.rows.map((row) => row.column_name).sort());
    }));

  test('says what was removed, exchanged, put in between, cut off or written anew', () =>
    inSandbox(async (db) => {
      const { ids, head } = await sealedLog(db);
      const [first, second, third, , fifth] = ids;
      await asOwner(db, sql`select 1`);
      const foundAfter = async (...statements: ReturnType<typeof sql>[]) => {
        await db.execute(sql`savepoint untouched`);
        for (const statement of statements) await db.execute(statement);
        await sealEvents(contextFor(db));
        const found = await kinds(db, head);
        await db.execute(sql`rollback to savepoint untouched`);
        return found;
      };
      expect(await foundAfter(sql`delete from audit_events where id = ${third}`)).toEqual([['removed', third]]);
      expect(await foundAfter(sql`delete from audit_events where id = ${fifth}`)).toEqual([['removed', fifth]]);
      expect(await foundAfter(sql`delete from audit_seals where position <= 2`)).toEqual([
        ['seal_removed', 3],
        ['put_in', first],
        ['put_in', second],
      ]);
      expect(
        await foundAfter(
          sql`update audit_seals set audit_event_id = gen_random_uuid() where position = 2`,
          sql`update audit_seals set audit_event_id = ${second} where position = 3`,
          sql`update audit_seals set audit_event_id = ${third} where position = 2`,
        ),
      ).toEqual([
        ['exchanged', third],
        ['exchanged', second],
      ]);
      const stranger = newId();
      expect(
        await foundAfter(sql`insert into audit_events (id, at, event, actor_kind, actor_label, subject_kind)
          values (${stranger}, now() - interval '15 hours', 'demo.seeded', 'system', 'x', 'app')`),
      ).toEqual([['put_in', stranger]]);
      // Who takes the newest events with their seals leaves a chain that fits; the head of earlier tells.
      await db.execute(sql`savepoint whole`);
      await db.execute(sql`delete from audit_events where at > now() - interval '1 hour' or id = ${fifth}`);
      await db.execute(sql`delete from audit_seals where position = 5`);
      expect(await kinds(db)).toEqual([]);
      expect(await kinds(db, head)).toEqual([['cut_off', 5]]);
      await db.execute(sql`rollback to savepoint whole`);
      await db.execute(sql`update audit_events set actor_label = 'nobody' where id = ${second}`);
      await db.execute(sql`delete from audit_seals`);
      await sealEvents(contextFor(db));
      expect(await kinds(db)).toEqual([]);
      expect(await kinds(db, head)).toEqual([['written_anew', 5]]);
    }));

  test('says what was added at its end with a time long gone', () =>
    inSandbox(async (db) => {
      const { ids } = await sealedLog(db);
      await sealEvents(contextFor(db));
      const [late] = await record(db, 1, 6);
      const covered = sql`(select sha256(s.hash || audit_event_canonical(e)) from audit_seals s, audit_events e
        where s.position = 7 and e.id = ${late})`;
      await db.execute(sql`insert into audit_seals (position, audit_event_id, hash) values (8, ${late}, ${covered})`);
      expect(await kinds(db)).toEqual([['late', late]]);
      expect(ids).not.toContain(late);
    }));

  test('takes what is committed late into the chain, behind what was sealed already', () =>
    inSandbox(async (db) => {
      await record(db, 1);
      await sealEvents(contextFor(db));
      const [late] = await record(db, 1, 0);
      expect(await sealEvents(contextFor(db))).toBe(1);
      const last = await db.select().from(auditSeals).orderBy(auditSeals.position);
      expect(last.at(-1)).toMatchObject({ position: last.length, auditEventId: late });
      expect(await kinds(db)).toEqual([]);
    }));

  // Leave the advisory lock out of sealBatch and two processes take the same position.
  test('is one chain, however many workers seal at once, while events are written', () =>
    unboxed(async (db) => {
      const outcomes = await crowd(async (index) => {
        await record(db, 20);
        return index % 2 === 0 ? sealEvents(contextFor(db)) : 0;
      });
      expect(outcomes.refused).toEqual([]);
      await sealEvents(contextFor(db));
      expect(await verifyChain(db)).toMatchObject({ sealed: 320, faultCount: 0, waiting: { count: 0 } });
    }));

  test('is longer than a batch', () =>
    unboxed(async (db) => {
      await db.execute(sql`insert into audit_events (id, at, event, actor_kind, actor_label, subject_kind)
        select gen_random_uuid(), now() - n % 50 * interval '1 minute', 'demo.seeded', 'system', 'x', 'app'
        from generate_series(1, 6100) n`);
      expect(await sealEvents(contextFor(db))).toBe(6100);
      expect(await verifyChain(db)).toMatchObject({ sealed: 6100, faultCount: 0, waiting: { count: 0 } });
    }));
});

test('a head is read as it was written, and nothing else is one', () => {
  const head = { position: 12, hash: 'ab'.repeat(32) };
  expect(parseChainHead(` ${writeChainHead(head)}\n`)).toEqual(head);
  expect(parseChainHead(`12:${'AB'.repeat(32)}`)).toEqual(head);
  for (const wrong of ['', '12', '0:00', `-1:${head.hash}`, `12:${head.hash}0`, `x:${head.hash}`]) {
    expect(parseChainHead(wrong)).toBeNull();
  }
});
