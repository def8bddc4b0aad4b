import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inSandbox } from '@/test/harness';

/** Columns that say in which state something is, and whose states the database itself does not list; each with the reason. */
const FREE_STATES: Record<string, string> = {
  'idempotency_keys.status': 'what HTTP answered',
  'notifications.kind': 'a name among many, added to with each release; a line that nobody knows is shown as its title',
  'webhook_attempts.status': 'what HTTP answered',
};

test('a state that does not exist, or a time without its zone, is no row of any table [D-10] [C-02]', () =>
  inSandbox(async (db) => {
    const { rows: states } = await db.execute<{ name: string; guarded: boolean }>(sql`
      select c.table_name || '.' || c.column_name as name,
        c.data_type = 'USER-DEFINED' or exists (
          select from pg_constraint k where k.contype = 'c' and k.conrelid = c.table_name::regclass
            and pg_get_constraintdef(k.oid) like '%' || c.column_name || '%'
        ) as guarded
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name in ('status', 'state', 'role', 'admin_role', 'kind')
      order by 1`);
    expect(states.length).toBeGreaterThan(8);
    expect(states.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(Object.keys(FREE_STATES));
    const { rows: naive } = await db.execute(sql`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp without time zone'`);
    expect(naive).toEqual([]);
  }));

test('what must be there once is there once by the database, whatever the code forgets [D-10]', () =>
  inSandbox(async (db) => {
    const { rows } = await db.execute<{ name: string }>(sql`
      select indexname as name from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%'
        and indexname not like '%_pkey' order by 1`);
    const names = rows.map(({ name }) => name).join('\n');
    for (const once of [
      /users_email/,
      /organizations_.*name/,
      /one_time_tokens|hash/,
      /credentials_.*(digest|key)/,
      /invite_codes/,
    ]) {
      expect(names).toMatch(once);
    }
    const { rows: loose } = await db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.tables t where table_schema = 'public' and table_type = 'BASE TABLE'
        and not exists (select from pg_constraint k where k.contype = 'p' and k.conrelid = t.table_name::regclass)`);
    expect(loose).toEqual([]);
  }));
