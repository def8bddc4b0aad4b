import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isId } from '@/db/ids';
import { searchedRequests } from '../access-requests/request-line';
import { type Actor, userIdOf } from '../identity/actor';
import { foundIn, lookUp, wordsSaid } from '../search-across';
import { companies, people } from '../search-places';
import type { InboxKind } from './matter';
import { holderId } from './may-hold';

/** Who has to do something before the thing goes on. */
export const waitsFor = ['admins', 'developer', 'third_party'] as const;
/** One of them. */
export type WaitsFor = (typeof waitsFor)[number];

/** Which matters are shown; what is left out does not narrow it. */
export type InboxFilters = {
  kind?: InboxKind | undefined;
  /** Words of what one reads in the row: names, addresses, companies, products. */
  search?: string | undefined;
  /** The plan as it was called when it was asked for, by its slug. */
  plan?: string | undefined;
  catalogId?: string | undefined;
  /** Whoever asks, nobody, or the admin with this id. */
  assigned?: 'me' | 'nobody' | string | undefined;
  waitsFor?: WaitsFor | undefined;
  /** Only what waits for longer. */
  olderThanDays?: number | undefined;
};

/** What is read in the row of a developer; in that of a request, `searchedRequests`. */
const searchedDevelopers = [people(sql`users.id`), companies(sql`users.organization_id`)];
/** Of organizations few wait, and what they are for has no index: each is looked at. */
const saidOfOrganizations = sql`(organizations.name || ' ' || organizations.purpose || ' '
  || coalesce(users.first_name || ' ' || users.last_name || ' ' || users.email, ''))`;
const SINCE: Record<InboxKind, SQL> = {
  request: sql`access_requests.created_at`,
  developer: sql`users.created_at`,
  organization: sql`organizations.created_at`,
};

/** The conditions for the words of a search, for the rows of each kind. */
export async function wordsInInbox(
  db: Pick<Database, 'execute'>,
  search: string | undefined,
): Promise<Record<InboxKind, SQL[]>> {
  const found = await lookUp(db, searchedRequests, search);
  return {
    request: foundIn(searchedRequests, found),
    developer: foundIn(searchedDevelopers, found),
    organization: wordsSaid(saidOfOrganizations, search),
  };
}

/**
 * The conditions for rows of one kind, but for the words (`wordsInInbox`). What only access requests have leaves the
 * other kinds out.
 */
export function matchesInbox(kind: InboxKind, filters: InboxFilters, actor: Actor): SQL[] {
  const { olderThanDays } = filters;
  return [
    ...(filters.kind && filters.kind !== kind ? [sql`false`] : []),
    ...(olderThanDays ? [sql`${SINCE[kind]} < now() - make_interval(days => ${olderThanDays})`] : []),
    ...(kind === 'request' ? matchesRequest(filters, actor) : matchesOther(filters)),
  ];
}

function matchesOther({ plan, catalogId, assigned, waitsFor: who }: InboxFilters): SQL[] {
  const asksOfRequests = plan || catalogId || assigned || (who && who !== 'admins');
  return asksOfRequests ? [sql`false`] : [];
}

function matchesRequest({ plan, catalogId, assigned, waitsFor: who }: InboxFilters, actor: Actor): SQL[] {
  return [
    ...(plan ? [sql`access_requests.terms ->> 'slug' = ${plan}`] : []),
    ...(catalogId ? [ofId(catalogId, (id) => sql`access_requests.catalog_id = ${id}`)] : []),
    ...(assigned ? [isAssigned(assigned, actor)] : []),
    ...(who ? [WAITS_FOR[who]] : []),
  ];
}

function isAssigned(to: string, actor: Actor): SQL {
  if (to === 'nobody') return sql`${holderId} is null`;
  return ofId(to === 'me' ? (userIdOf(actor) ?? '') : to, (id) => sql`${holderId} = ${id}`);
}

function ofId(given: string, condition: (id: string) => SQL): SQL {
  return isId(given) ? condition(given) : sql`false`;
}

const asksDeveloper = sql`access_requests.information_asked_at is not null`;
const WAITS_FOR: Record<WaitsFor, SQL> = {
  developer: asksDeveloper,
  third_party: sql`(access_requests.decider = 'third_party' and not (${asksDeveloper}))`,
  admins: sql`(access_requests.decider <> 'third_party' and not (${asksDeveloper}))`,
};
