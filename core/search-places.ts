import { type SQL, sql } from 'drizzle-orm';

/** A table in which words are looked up before the list is read: `name` is a text of it that has an index. */
export type Source = { from: SQL; name: SQL };
/**
 * Where the words of a list may be found: `holds` says which rows of the list go with the ids found in the source,
 * `name` is the same text in the list's own query.
 */
export type Place = { source: Source; name: SQL; holds(ids: SQL): SQL; isInMostRows?: true };

/** Developers and admins. */
export const users: Source = { from: sql`users`, name: sql`(first_name || ' ' || last_name || ' ' || email)` };
/** Organizations. */
export const organizations: Source = { from: sql`organizations`, name: sql`name` };
/** Apps. */
export const apps: Source = { from: sql`apps`, name: sql`name` };
const teams: Source = { from: sql`teams`, name: sql`name` };
const products: Source = { from: sql`products`, name: sql`display_name` };

/** Developers and admins by name and address (`users_search`); `column` refers to them, and the query reads `users`. */
export const people = (column: SQL): Place => ({
  source: users,
  name: sql`(users.first_name || ' ' || users.last_name || ' ' || users.email)`,
  holds: (ids) => sql`${column} = any (${ids})`,
});
/** Organizations by name (`organizations_search`), in a query that reads `organizations`. */
export const companies = (column: SQL): Place => ({
  source: organizations,
  name: sql`organizations.name`,
  holds: (ids) => sql`${column} = any (${ids})`,
});
/** Apps by name (`apps_search`), in a query that reads `apps`. */
export const appsCalled = (column: SQL): Place => ({
  source: apps,
  name: sql`apps.name`,
  holds: (ids) => sql`${column} = any (${ids})`,
});
/** Teams by name (`teams_search`), in a query that reads `teams`. */
const teamsCalled: Place = {
  source: teams,
  name: sql`teams.name`,
  holds: (ids) => sql`teams.id = any (${ids})`,
};
/** Products of access requests by name: one is in so many requests that the list is walked along to find them. */
export const productsAsked: Place = {
  source: products,
  name: sql`(select string_agg(named.display_name, ', ') from access_request_products asked
    join products named on named.id = asked.product_id where asked.access_request_id = access_requests.id)`,
  holds: (ids) => sql`exists (select from access_request_products asked
    where asked.access_request_id = access_requests.id and asked.product_id = any (${ids}))`,
  isInMostRows: true,
};

/** Where the words of a list of teams are looked for, in a query of `teams` and `organizations`. */
export const searchedTeams: readonly Place[] = [teamsCalled, companies(sql`teams.organization_id`)];
