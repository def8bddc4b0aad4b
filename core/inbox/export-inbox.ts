import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { can } from '../policy';
import type { InboxFilters } from './inbox-filters';
import type { InboxLine } from './inbox-lines';
import { INBOX_PAGE_MAX, type InboxSort, listInbox } from './list-inbox';

/**
 * What the inbox shows with these filters, in pages, for a file. That somebody took the names along stands in the audit
 * log before the first of them is read. Throws `not_found` for everybody but portal admins.
 */
export async function exportInbox(
  ctx: Context,
  input: { filters: InboxFilters; sort: InboxSort },
): Promise<AsyncGenerator<InboxLine[]>> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  await mutate(ctx, async (unit) => {
    const subject = { kind: 'access_request', id: null };
    await unit.audit('access_request.list_exported', subject, { list: 'waiting', ...input.filters });
  });
  return pagesOf(ctx, input);
}

async function* pagesOf(ctx: Context, { filters, sort }: { filters: InboxFilters; sort: InboxSort }) {
  let after: string | null = null;
  do {
    const page = await listInbox(ctx, filters, sort, { after, limit: INBOX_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
