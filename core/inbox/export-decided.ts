import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { can } from '../policy';
import { DECIDED_PAGE_MAX, type DecidedFilters, type DecidedLine, listDecided } from './list-decided';

/**
 * What the history shows with these filters, in pages, for a file. That somebody took the names along stands in the
 * audit log before the first of them is read. Throws `not_found` for everybody but portal admins.
 */
export async function exportDecided(
  ctx: Context,
  input: { filters: DecidedFilters },
): Promise<AsyncGenerator<DecidedLine[]>> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  await mutate(ctx, async (unit) => {
    const subject = { kind: 'access_request', id: null };
    await unit.audit('access_request.list_exported', subject, { list: 'decided', ...input.filters });
  });
  return pagesOf(ctx, input.filters);
}

async function* pagesOf(ctx: Context, filters: DecidedFilters) {
  let after: string | null = null;
  do {
    const page = await listDecided(ctx, filters, { after, limit: DECIDED_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
