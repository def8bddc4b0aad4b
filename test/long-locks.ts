import { isOnline, type Migration } from '@/db/apply-migrations';

/** Tables that grow with what people do: a statement that reads or rewrites one whole takes minutes some day. */
const LARGE = new Set([
  'access_request_products',
  'access_requests',
  'api_tokens',
  'apps',
  'audit_events',
  'audit_seals',
  'cart_items',
  'credential_notices',
  'credentials',
  'idempotency_keys',
  'invitation_teams',
  'invitations',
  'invite_code_redemptions',
  'join_requests',
  'mails',
  'notifications',
  'one_time_tokens',
  'organizations',
  'passkeys',
  'product_watchers',
  'recovery_codes',
  'request_messages',
  'sessions',
  'team_members',
  'teams',
  'throttles',
  'users',
  'webhook_attempts',
  'webhook_deliveries',
]);

/**
 * What in this migration would stop those who work with a large table for as long as it takes to read or write all of
 * it, or fail where rows are, each as a sentence. Tables that it makes itself are empty and hold nobody up.
 */
export function longLocks(migration: Pick<Migration, 'statements'>): string[] {
  const statements = migration.statements.map(bare);
  const made = new Set(statements.flatMap((statement) => /^create table "?(\w+)"?/i.exec(statement)?.[1] ?? []));
  const isMixed = !isOnline(migration) && statements.some((statement) => / index concurrently /i.test(statement));
  return [
    ...(isMixed ? ['what is made concurrently stands in a migration of its own, without comments'] : []),
    ...statements.flatMap((statement) => {
      const complaints = isOnline(migration) ? inOnline(statement) : inTransaction(statement, made);
      return complaints.map((complaint) => `${complaint}: ${statement.slice(0, 120)}`);
    }),
  ];
}

/** Without comments and in one line. */
function bare(statement: string): string {
  return statement
    .replaceAll(/^\s*--.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function inOnline(statement: string): string[] {
  const isRepeatable = /^(create (unique )?index concurrently if not exists|drop index concurrently if exists) /i;
  return isRepeatable.test(statement) ? [] : ['cannot be made again when it is broken off'];
}

function inTransaction(statement: string, made: ReadonlySet<string>): string[] {
  const isHeldUp = (table: string | undefined) => table !== undefined && LARGE.has(table) && !made.has(table);
  const indexed = /^create (?:unique )?index (?!concurrently).*? on "?(\w+)"?/i.exec(statement)?.[1];
  const altered = /^alter table (?:only )?"?(\w+)"?/i.exec(statement)?.[1];
  const rewritten = /^(?:update|delete from|cluster|vacuum full|reindex table|lock table) "?(\w+)"?/i.exec(
    statement,
  )?.[1];
  return [
    ...(isHeldUp(indexed) ? ['an index of a large table that is not made concurrently'] : []),
    ...(isHeldUp(altered) ? alterations(statement) : []),
    ...(isHeldUp(rewritten) ? ['reads or writes all of a large table'] : []),
  ];
}

/** What follows `alter table`, and why it takes long. Everything else changes the table's description alone. */
const SLOW: [RegExp, string][] = [
  [/ add column .* generated always as \(.*\) stored/i, 'a generated column writes every row'],
  [
    / add column .* default (gen_random_uuid|random|clock_timestamp|nextval)\b/i,
    'a default of each row writes every row',
  ],
  [/ alter column .* (set data )?type /i, 'another type writes every row'],
  [/ alter column .* set not null/i, 'reads every row: add a check that is not valid, validate it, then this'],
  [
    / add constraint .* (check|foreign key)(?!.* not valid)/i,
    'reads every row: add it as not valid and validate it later',
  ],
  [/ add (constraint .*)?(unique|primary key)(?!.* using index)/i, 'makes an index: make it concurrently and use it'],
];

function alterations(statement: string): string[] {
  const isRequired = / add column .* not null/i.test(statement) && !/ (default|generated) /i.test(statement);
  return [
    ...(isRequired ? ['a column that must be there and has no default fails where rows are'] : []),
    ...SLOW.filter(([form]) => form.test(statement)).map(([, why]) => why),
  ];
}
