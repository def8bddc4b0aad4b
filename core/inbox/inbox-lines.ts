import { sql } from 'drizzle-orm';
import { productNames } from '../access-requests/request-line';
import type { Context } from '../context';
import { type InboxKind, type Matter, nameOfMatter } from './matter';
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
export type InboxLine = WaitingRequest | WaitingDeveloper | WaitingOrganization;

/** The rows of these matters, in their order; what is gone meanwhile is left out. One query for each kind. */
export async function readLines(ctx: Context, matters: readonly Matter[]): Promise<InboxLine[]> {
  const idsOf = (kind: InboxKind) => `{${matters.filter((matter) => matter.kind === kind).map(({ id }) => id)}}`;
  const has = (kind: InboxKind) => matters.some((matter) => matter.kind === kind);
  const read = [
    ...(has('request') ? await readRequests(ctx, idsOf('request')) : []),
    ...(has('developer') ? await readDevelopers(ctx, idsOf('developer')) : []),
    ...(has('organization') ? await readOrganizations(ctx, idsOf('organization')) : []),
  ];
  const byName = new Map(read.map((line) => [nameOfMatter(line), line]));
  return matters.flatMap((matter) => byName.get(nameOfMatter(matter)) ?? []);
}

/** As PostgreSQL sends it where no column type stands. */
type Raw<Line> = Omit<Line, 'since'> & { since: string };

function withTime<Line>({ since, ...rest }: Raw<Line>) {
  return { ...rest, since: new Date(since) } as Line;
}

const person = sql`users.first_name || ' ' || users.last_name as "personName", users.email as "personEmail"`;
const company = sql`case when organizations.is_default then null else organizations.name end as "companyName"`;

async function readRequests(ctx: Context, ids: string): Promise<WaitingRequest[]> {
  const { rows } = await ctx.db.execute<Raw<WaitingRequest>>(sql`
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
    where access_requests.id = any (${ids}::uuid[])`);
  return rows.map((row) => withTime<WaitingRequest>(row));
}

async function readDevelopers(ctx: Context, ids: string): Promise<WaitingDeveloper[]> {
  const { rows } = await ctx.db.execute<Raw<WaitingDeveloper>>(sql`
    select 'developer' as kind, users.id, users.created_at as since, ${person}, ${company},
      users.first_name || ' ' || users.last_name as name
    from users join organizations on organizations.id = users.organization_id where users.id = any (${ids}::uuid[])`);
  return rows.map((row) => withTime<WaitingDeveloper>(row));
}

async function readOrganizations(ctx: Context, ids: string): Promise<WaitingOrganization[]> {
  const { rows } = await ctx.db.execute<Raw<WaitingOrganization>>(sql`
    select 'organization' as kind, organizations.id, organizations.created_at as since, ${person}, organizations.name,
      organizations.purpose
    from organizations left join users on users.id = organizations.requested_by
    where organizations.id = any (${ids}::uuid[])`);
  return rows.map((row) => withTime<WaitingOrganization>(row));
}
