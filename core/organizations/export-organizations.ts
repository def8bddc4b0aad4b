import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { listOrganizations, type OrganizationFilter, type OrganizationLine } from './list-organizations';

/** Rows read at once: an export of any length needs no more memory than this. */
const PAGE = 500;

/**
 * Every organization that fits, in the order of the list, page by page. Throws `not_found` for everybody but portal
 * admins.
 */
export async function exportOrganizations(
  ctx: Context,
  filter: Omit<OrganizationFilter, 'cursor' | 'limit'>,
): Promise<AsyncIterable<readonly OrganizationLine[]>> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  return pages(ctx, filter);
}

async function* pages(ctx: Context, filter: OrganizationFilter): AsyncGenerator<readonly OrganizationLine[]> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOrganizations>> = await listOrganizations(ctx, {
      ...filter,
      cursor,
      limit: PAGE,
    });
    yield page.organizations;
    cursor = page.nextCursor;
  } while (cursor);
}
