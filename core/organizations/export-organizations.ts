import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page } from '../keyset';
import { can } from '../policy';
import {
  listOrganizations,
  ORGANIZATIONS_PAGE_MAX,
  type OrganizationFilter,
  type OrganizationLine,
} from './list-organizations';

/**
 * Every organization that fits, in the order of the list, page by page. Throws `not_found` for everybody but portal
 * admins.
 */
export async function exportOrganizations(
  ctx: Context,
  filter: OrganizationFilter,
): Promise<AsyncIterable<readonly OrganizationLine[]>> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  return pages(ctx, filter);
}

async function* pages(ctx: Context, filter: OrganizationFilter): AsyncGenerator<readonly OrganizationLine[]> {
  let after: string | null = null;
  do {
    const page: Page<OrganizationLine> = await listOrganizations(ctx, filter, { after, limit: ORGANIZATIONS_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
