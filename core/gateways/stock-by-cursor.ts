import { type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import type { Context } from '../context';
import type { Page, PageRequest } from '../keyset';
import {
  API_SHELF,
  type ApiLine,
  isAskedFor,
  POLICY_SHELF,
  type PolicyLine,
  readLines,
  type Shelf,
  type StockQuery,
} from './list-stock';
import { readGateway } from './read-gateway';

type Query = Omit<StockQuery, 'page'>;
type Wish = PageRequest & { limit: number };

/**
 * The gateway's APIs for a program that reads all of them, page by page, while others come and go. Throws `not_found`
 * for everybody but portal admins.
 */
export function listApisByCursor(ctx: Context, query: Query, page: Wish): Promise<Page<ApiLine>> {
  return readByCursor<ApiLine>(ctx, query, page, API_SHELF);
}

/** The same for its policies. */
export function listPoliciesByCursor(ctx: Context, query: Query, page: Wish): Promise<Page<PolicyLine>> {
  return readByCursor<PolicyLine>(ctx, query, page, POLICY_SHELF);
}

async function readByCursor<Line extends ApiLine | PolicyLine>(
  ctx: Context,
  query: Query,
  { after, limit }: Wish,
  shelf: Shelf,
): Promise<Page<Line>> {
  const { id: gatewayId } = await readGateway(ctx, query.gatewayId);
  const asked = isAskedFor({ ...query, gatewayId }, shelf);
  const found = await readLines<Line>(
    ctx,
    shelf,
    sql`where ${asked} and ${isBehind(after ?? null)} order by lower(one.name) collate "C", one.id limit ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, before: null, after: found.length > limit && last ? `${last.id} ${last.name}` : null };
}

/** The cursor is the last row's id and name; the database makes them comparable, so that its order is the one that counts. */
function isBehind(after: string | null): SQL {
  const [, id, name] = /^([0-9a-f-]{36}) (.*)$/s.exec(after ?? '') ?? [];
  if (id === undefined || name === undefined || !isId(id)) return sql`true`;
  return sql`(lower(one.name) collate "C", one.id) > (lower(${name.replaceAll('\0', '')}) collate "C", ${id}::uuid)`;
}
