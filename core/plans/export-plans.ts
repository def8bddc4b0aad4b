import type { Context } from '../context';
import { notFound } from '../errors';
import type { Page } from '../keyset';
import { can } from '../policy';
import { listPlansForAdmin, PLANS_PAGE_MAX, type PlanFilter, type PlanLine } from './list-plans-for-admin';

/** Every plan that fits, page by page. Throws `not_found` for everybody but portal admins. */
export async function exportPlans(ctx: Context, filter: PlanFilter): Promise<AsyncIterable<readonly PlanLine[]>> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  return pages(ctx, filter);
}

async function* pages(ctx: Context, filter: PlanFilter): AsyncGenerator<readonly PlanLine[]> {
  let after: string | null = null;
  do {
    const page: Page<PlanLine> = await listPlansForAdmin(ctx, filter, { after, limit: PLANS_PAGE_MAX });
    yield page.rows;
    after = page.after;
  } while (after !== null);
}
