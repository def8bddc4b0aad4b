import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { type AuditFilters, conditionsOf } from './event-filters';
import { type AuditLine, readEvents } from './read-events';

export type { AuditLine } from './read-events';

/** Rows a page, unless told; and the most. */
const PAGE = 50;
/** Events that one page may hold. */
export const EVENTS_PAGE_MAX = 1_000;

/**
 * The audit log for portal admins, newest first. Throws `not_found` for everybody else, `invalid` at a filter that says
 * too little.
 */
export async function listAuditEvents(
  ctx: Context,
  filters: AuditFilters,
  page: PageRequest & { limit?: number | undefined } = {},
): Promise<Page<AuditLine>> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  const limit = Math.min(page.limit ?? PAGE, EVENTS_PAGE_MAX);
  return readEvents(ctx.db, await conditionsOf(ctx, filters), { ...page, limit });
}
