import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { listUsers, USERS_PAGE_MAX, type UserLine, type UserSort } from './list-users';
import type { UserFilters } from './user-filters';

/**
 * Everybody whom the filters find, in pages, for a file. That somebody took the addresses along stands in the audit log
 * before the first of them is read. Throws `not_found` for developers and nobody, `forbidden`.
 */
export async function exportUsers(
  ctx: Context,
  input: { filters: UserFilters; sort: UserSort },
): Promise<AsyncGenerator<UserLine[]>> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  authorize(ctx.actor, 'user.export');
  await mutate(ctx, async (unit) => {
    await unit.audit('user.list_exported', { kind: 'user', id: null }, { ...input.filters });
  });
  return pagesOf(ctx, input);
}

async function* pagesOf(ctx: Context, { filters, sort }: { filters: UserFilters; sort: UserSort }) {
  let after: string | null = null;
  do {
    const page = await listUsers(ctx, filters, sort, { after, limit: USERS_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
