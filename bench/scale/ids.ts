/** What the rows of a kind are numbered under. */
export const tags = {
  gateway: 1,
  product: 2,
  plan: 3,
  catalog: 4,
  admin: 5,
  organization: 6,
  team: 7,
  user: 8,
  app: 9,
  request: 10,
  credential: 11,
  event: 12,
  mail: 13,
  notification: 14,
  session: 15,
  invitation: 16,
  rest: 17,
} as const;

/** A kind of row whose ids are made by its number. */
export type Tag = keyof typeof tags;

/** The id of row `n` of a kind, as `idIn` makes it in SQL: a UUIDv7 that grows with `n`. */
export function idOf(tag: Tag, n: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const moment = hex(1_700_000_000_000 + n * 1_000, 12);
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${hex(tags[tag], 3)}-8000-${hex(n, 12)}`;
}

/** The same in SQL, of any expression. */
export function idIn(tag: Tag, n: string): string {
  return `pg_temp.id_of(${tags[tag]}, (${n})::bigint)`;
}

/** When row `n` of `total` was made: they are spread over a year, the last one now. */
export function madeAt(n: string, total: number): string {
  return `(now() - (${total} - (${n})) * interval '${(365 * 86_400) / total} seconds')`;
}

/** The number of the organization that developer `n` is in: every fifth in the first one, the default organization. */
export function organizationOf(n: string, organizations: number): string {
  return `(case when (${n}) % 5 = 0 then 1 else 2 + ((${n}) - (${n}) / 5 - 1) % ${organizations - 1} end)`;
}

/**
 * A number that has nothing to do with what else becomes of row `n`, so that what is named by it is everywhere: among
 * those who wait as among those who do not.
 */
export function drawnFor(n: string): string {
  return `('x' || left(md5((${n})::text), 7))::bit(28)::int`;
}

/** The function behind `idIn`; it lives as long as the connection. */
export const ID_FUNCTION = `create or replace function pg_temp.id_of(tag int, n bigint) returns uuid
  language sql immutable as $$
    select (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7' || lpad(to_hex(tag), 3, '0') || '8000'
      || lpad(to_hex(n), 12, '0'))::uuid
  $$`;
