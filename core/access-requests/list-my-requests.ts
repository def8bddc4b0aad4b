import { and } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { cutPage, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { visibleAccessRequests } from '../visibility';
import { byAge, type RequestLine, selectLines, toLine } from './request-line';

/** Rows a page. */
const PAGE = 25;

/** The requests of all apps that the actor shares, newest first. Throws `not_found` for whoever has none to see. */
export async function listMyRequests(ctx: Context, page: PageRequest = {}): Promise<Page<RequestLine>> {
  if (!isActiveDeveloper(ctx.actor)) throw notFound();
  const keyset = byAge('newest first');
  const rows = await selectLines(ctx.db, keyset)
    .where(and(visibleAccessRequests(ctx.db, ctx.actor), onPage(keyset, page)))
    .orderBy(pageOrder(keyset, page))
    .limit(PAGE + 1);
  return cutPage(rows.map(toLine), PAGE, page);
}
