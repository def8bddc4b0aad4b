import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { parseChainHead } from '@/core/audit/chain-head';
import { sealEvents } from '@/core/audit/seal-events';
import type { Database } from '@/db/client';
import { contextFor, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { checkAudit } from './check-audit';

const NOTED = /Its head is (\d+:[0-9a-f]{64})$/;

async function record(db: Database, minutesAgo: number): Promise<void> {
  await db.execute(sql`insert into audit_events (id, at, event, actor_kind, actor_label, subject_kind)
    values (gen_random_uuid(), now() - make_interval(mins => ${minutesAgo}), 'demo.seeded', 'system', 'x', 'app')`);
}

test('doctor notes the head, finds it again, and says what happened to the log since', () =>
  unboxed(async (db, url) => {
    const world = await seedWorld(db);
    const first = async (head = '') => (await checkAudit(url, parseChainHead(head)))[0];
    await record(db, 20);
    expect(await first()).toMatchObject({ verdict: 'note', says: expect.stringContaining('does a worker run?') });
    await sealEvents(contextFor(db, world.priya));
    const sealed = await first();
    expect(sealed).toMatchObject({ what: 'Audit log', verdict: 'ok', says: expect.stringMatching(NOTED) });
    const [, head = ''] = NOTED.exec(sealed?.says ?? '') ?? [];
    await record(db, 0);
    await sealEvents(contextFor(db, world.priya));
    expect(await first(head)).toMatchObject({ verdict: 'ok', says: expect.stringContaining('is in it') });

    await db.execute(sql`alter table audit_seals disable trigger user`);
    await db.execute(sql`alter table audit_events disable trigger user`);
    await db.execute(sql`with gone as (delete from audit_seals where position >= ${head.split(':')[0]}::int
      returning audit_event_id) delete from audit_events using gone where id = audit_event_id`);
    expect(await first()).toMatchObject({ verdict: 'ok' });
    expect(await first(head)).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('its end was cut off') });
    await db.execute(sql`update audit_events set actor_label = 'nobody'`);
    expect(await first()).toMatchObject({
      verdict: 'wrong',
      says: expect.stringMatching(/^Event [0-9a-f-]{36} \(seal 1\) was changed after it was sealed\./),
    });
  }));

test('doctor says when the portal’s own role could change the log', () =>
  unboxed(async (_db, url) => {
    const [, rights] = await checkAudit(url, null);
    expect(rights).toMatchObject({
      what: 'Audit log rights',
      verdict: 'note',
      says: expect.stringContaining('MIGRATION_DATABASE_URL'),
    });
  }));
