import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context';
import { readGateway } from './read-gateway';

/** A product or plan that is made of it; `path` is what its page is called by. */
export type UsedBy = { kind: 'product' | 'plan'; path: string; name: string };
/** The gateway has it; an admin typed it in; or the gateway had it and lists it no more. */
export type StockState = 'there' | 'entered' | 'gone';

/** An API of the gateway as the list shows it. */
export type ApiLine = {
  id: string;
  apiId: string;
  name: string;
  listenPath: string;
  isActive: boolean;
  state: StockState;
  missingSince: Date | null;
  usedBy: UsedBy[];
};

/** A policy of the gateway as the list shows it. */
export type PolicyLine = {
  id: string;
  policyId: string;
  name: string;
  /** What it does: opens APIs, limits, or both, which no product and no plan can be made of. */
  does: 'access' | 'limits' | 'both' | 'nothing';
  apiIds: string[];
  /** 0 and -1 are no limit. */
  limits: { rate: number; per: number; quotaMax: number; quotaSeconds: number };
  state: StockState;
  missingSince: Date | null;
  usedBy: UsedBy[];
};

/** One page of what a gateway has; pages count from 1. */
export type StockPage<Line> = { lines: Line[]; page: number; pages: number; total: number };
/** What is looked for; an empty text does not narrow it. */
export type StockQuery = { gatewayId: string; search: string; state: StockState | ''; page: number };

const PAGE_SIZE = 50;

/** The gateway's APIs by name, a page at a time. Throws `not_found` for everybody but portal admins. */
export async function listApis(ctx: Context, input: StockQuery): Promise<StockPage<ApiLine>> {
  return readPage<ApiLine>(ctx, input, API_SHELF);
}

/** The gateway's policies by name, a page at a time. Throws `not_found` for everybody but portal admins. */
export async function listPolicies(ctx: Context, input: StockQuery): Promise<StockPage<PolicyLine>> {
  return readPage<PolicyLine>(ctx, input, POLICY_SHELF);
}

/** Where lines come from: queries in which `one` is the row. */
export type Shelf = { from: SQL; names: SQL; fields: SQL; usedBy: SQL };

/** APIs, and the products that are made of them. */
export const API_SHELF: Shelf = {
  from: sql`gateway_apis`,
  names: sql`one.name || ' ' || one.api_id || ' ' || one.listen_path`,
  fields: sql`one.id, one.api_id as "apiId", one.name, one.listen_path as "listenPath", one.is_active as "isActive"`,
  usedBy: sql`select 'product' as kind, product.slug as path, product.display_name as name from products product
    where product.gateway_id = one.gateway_id and exists (select from product_apis api
      where api.product_id = product.id and api.gateway_api_id = one.api_id)`,
};

/** Policies, and the products and plans that are made of them. */
export const POLICY_SHELF: Shelf = {
  from: sql`gateway_policies`,
  names: sql`one.name || ' ' || one.policy_id`,
  fields: sql`one.id, one.policy_id as "policyId", one.name, one.api_ids as "apiIds",
      case when one.grants_access and (one.limits_rate or one.limits_quota) then 'both'
        when one.grants_access then 'access'
        when one.limits_rate or one.limits_quota then 'limits' else 'nothing' end as does,
      json_build_object('rate', case when one.limits_rate then coalesce(one.rate, 0) else 0 end,
        'per', coalesce(one.per, 0),
        'quotaMax', case when one.limits_quota then coalesce(one.quota_max, -1) else -1 end,
        'quotaSeconds', coalesce(one.quota_seconds, 0)) as limits`,
  usedBy: sql`select 'product' as kind, slug as path, display_name as name from products
      where gateway_id = one.gateway_id and access_policy_id = one.policy_id
    union all select 'plan', id::text, display_name from plans
      where gateway_id = one.gateway_id and limits_policy_id = one.policy_id`,
};

type Dated = { missingSince: Date | null };
type Row = Record<string, unknown> & { missingSince: string | null };

const STATE = sql`case when one.missing_since is not null then 'gone' when one.is_entered then 'entered'
    else 'there' end`;

/** The rows that are asked for. */
export function isAskedFor({ gatewayId, state, search }: Omit<StockQuery, 'page'>, shelf: Shelf): SQL {
  return sql`one.gateway_id = ${gatewayId}
    and (${state} = '' or ${STATE} = ${state})
    and (${search} = '' or strpos(lower(${shelf.names}), lower(${search})) > 0)`;
}

/** The rows of a shelf as lines: those that are gone first, then by name. `rest` is what follows `from`. */
export async function readLines<Line extends Dated>(ctx: Context, shelf: Shelf, rest: SQL): Promise<Line[]> {
  const { rows } = await ctx.db.execute<Row>(sql`
    select ${shelf.fields}, ${STATE} as state, one.missing_since as "missingSince",
      (select coalesce(json_agg(used order by used.name), '[]'::json) from (${shelf.usedBy}) used) as "usedBy"
    from ${shelf.from} one ${rest}`);
  // Each shelf names exactly the fields of its lines; only the date travels as text.
  return rows.map(
    (row) => ({ ...row, missingSince: row.missingSince ? new Date(row.missingSince) : null }) as unknown as Line,
  );
}

async function readPage<Line extends Dated>(ctx: Context, input: StockQuery, shelf: Shelf): Promise<StockPage<Line>> {
  const { id: gatewayId } = await readGateway(ctx, input.gatewayId);
  const isAsked = isAskedFor({ ...input, gatewayId }, shelf);
  const [counted] = (
    await ctx.db.execute<{ total: number }>(sql`
    select count(*)::int as total from ${shelf.from} one where ${isAsked}`)
  ).rows;
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(Math.max(1, input.page), pages);
  const lines = await readLines<Line>(
    ctx,
    shelf,
    sql`where ${isAsked} order by one.missing_since is null, lower(one.name), one.id
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
  );
  return { lines, page, pages, total };
}
