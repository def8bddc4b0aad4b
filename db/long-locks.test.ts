import { describe, expect, test } from 'vitest';
import { longLocks } from '@/test/long-locks';
import { readMigrations } from './apply-migrations';

/**
 * Written before there was a release: no large database has been migrated over them. What they take at a tenth of a
 * million people stands in docs/performance.md. Nothing comes to this list without a reason of its own.
 */
const UNRELEASED = 'Older than the first release.';
const EXCUSED: Record<string, string> = {
  '0001_key_looks': UNRELEASED,
  '0004_api_consumers': UNRELEASED,
  '0006_mails_by_subject': UNRELEASED,
  '0007_users_list_orders': UNRELEASED,
  '0013_requests_and_keys': UNRELEASED,
  '0014_request_history': UNRELEASED,
  '0015_doors': `${UNRELEASED} Nothing wrote webhook deliveries before it.`,
  '0016_audit_lookups': UNRELEASED,
};

describe('migrations', () => {
  test('none holds a large table for long, but for the excused', () => {
    const found = readMigrations().flatMap((migration) => {
      const complaints = longLocks(migration);
      return complaints.length === 0 || migration.name in EXCUSED ? [] : [[migration.name, ...complaints]];
    });
    expect(found).toEqual([]);
  });

  test('no excuse outlives its need', () => {
    const slow = readMigrations().filter((migration) => longLocks(migration).length > 0);
    expect(Object.keys(EXCUSED)).toEqual(slow.map(({ name }) => name));
  });

  test.each([
    ['create index "a" on "users" using btree ("email")'],
    ['create unique index "a" on audit_events (ip)'],
    ['alter table "users" add column "age" integer not null'],
    [`alter table "users" add column "words" tsvector generated always as (to_tsvector('simple', email)) stored`],
    ['alter table "users" add column "tag" uuid default gen_random_uuid() not null'],
    ['alter table "mails" alter column "attempts" set data type bigint'],
    ['alter table "mails" alter column "attempts" type bigint'],
    ['alter table "apps" alter column "owner_id" set not null'],
    ['alter table "apps" add constraint "c" check (name <> email)'],
    ['alter table "apps" add constraint "f" foreign key ("owner_id") references "public"."users"("id")'],
    ['alter table "apps" add constraint "u" unique("name")'],
    ['-- Names were wrong.\nupdate users set first_name = last_name'],
    ['create index concurrently "a" on "users" using btree ("email")'],
  ])('refuses %s', (statement) => {
    expect(longLocks({ statements: [statement] })).toHaveLength(1);
  });

  test.each([
    ['create index concurrently if not exists "a" on "users" using btree ("email")'],
    ['alter table "users" add column "age" integer'],
    ['alter table "users" add column "age" integer default 1 not null'],
    ['alter table "users" add column "seen" timestamp with time zone default now() not null'],
    ['alter table "apps" add constraint "f" foreign key ("owner_id") references "users"("id") not valid'],
    ['alter table "apps" add constraint "u" unique using index "apps_name"'],
    ['create index "a" on "plans" using btree ("slug")'],
    ['drop index "a"'],
  ])('takes %s', (statement) => {
    expect(longLocks({ statements: [statement] })).toEqual([]);
  });

  test('what makes indexes concurrently does nothing else, or it would run in a transaction', () => {
    const online = 'create index concurrently if not exists "a" on "users" using btree ("email")';
    expect(longLocks({ statements: [online, 'alter table "users" add column "age" integer'] })).toHaveLength(1);
  });
});
