import { type SQL, sql } from 'drizzle-orm';
import { productNames } from '../access-requests/request-line';
import { holderOf } from './may-hold';

type Shared = { id: string; since: Date; personName: string | null; personEmail: string | null };

/** An access request as a row of the inbox. */
export type WaitingRequest = Shared & {
  kind: 'request';
  appName: string;
  /** Null for a developer on their own. */
  companyName: string | null;
  productNames: string;
  catalogName: string | null;
  planName: string;
  rateRequests: number | null;
  ratePerSeconds: number | null;
  holder: { id: string; name: string } | null;
  /** The developer owes an answer; another system decides. */
  isAsked: boolean;
  isThirdPartys: boolean;
  /** It asks for other terms of a key that exists. */
  isChange: boolean;
  /** Whoever asked for it reminded those who decide. */
  isNudged: boolean;
};
/** A developer who waits to be let in. */
export type WaitingDeveloper = Shared & { kind: 'developer'; name: string; companyName: string | null };
/** An organization that somebody asks for. */
export type WaitingOrganization = Shared & { kind: 'organization'; name: string; purpose: string };
/** A matter as the inbox shows it. */
export type InboxLine = WaitingRequest | WaitingDeveloper | WaitingOrganization;

/** A line as PostgreSQL writes it: JSON knows no times. */
export type JsonLine = InboxLine extends infer Line
  ? Line extends unknown
    ? Omit<Line, 'since'> & { since: string }
    : never
  : never;

/** The line with its time. */
export function toLine({ since, ...rest }: JsonLine): InboxLine {
  return { ...rest, since: new Date(since) } as InboxLine;
}

const person = sql`users.first_name || ' ' || users.last_name as "personName", users.email as "personEmail"`;
const company = sql`case when organizations.is_default then null else organizations.name end as "companyName"`;

/**
 * What a row shows, as JSON, in a query whose rows are called `waiting` and have the matter's kind and id: read for the
 * rows of the page only, whatever was looked through to find them.
 */
export const lineOfWaiting: SQL<JsonLine> = sql<JsonLine>`(case waiting.kind
  when 'request' then (select to_json(line) from (
    select 'request' as kind, access_requests.id, access_requests.created_at as since, ${person}, ${company},
      apps.name as "appName", ${productNames} as "productNames", catalogs.display_name as "catalogName",
      access_requests.terms ->> 'displayName' as "planName",
      (access_requests.terms ->> 'rateRequests')::int as "rateRequests",
      (access_requests.terms ->> 'ratePerSeconds')::int as "ratePerSeconds", ${holderOf} as holder,
      access_requests.information_asked_at is not null as "isAsked",
      access_requests.decider = 'third_party' as "isThirdPartys",
      access_requests.changes_request_id is not null as "isChange",
      access_requests.nudged_at is not null as "isNudged"
    from access_requests join apps on apps.id = access_requests.app_id
    join organizations on organizations.id = access_requests.organization_id
    left join users on users.id = access_requests.requested_by
    left join catalogs on catalogs.id = access_requests.catalog_id
    where access_requests.id = waiting.id) line)
  when 'developer' then (select to_json(line) from (
    select 'developer' as kind, users.id, users.created_at as since, ${person}, ${company},
      users.first_name || ' ' || users.last_name as name
    from users join organizations on organizations.id = users.organization_id where users.id = waiting.id) line)
  else (select to_json(line) from (
    select 'organization' as kind, organizations.id, organizations.created_at as since, ${person},
      organizations.name, organizations.purpose
    from organizations left join users on users.id = organizations.requested_by
    where organizations.id = waiting.id) line) end)`;
