import { isId } from '@/db/ids';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readAudience } from './audience';

/** All whom a catalog names, by id in their order. Throws `not_found`, also for others than admins. */
export async function getAudience(
  ctx: Context,
  input: { catalogId: string },
): Promise<{ organizationIds: string[]; teamIds: string[] }> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.catalogId)) throw notFound();
  const audience = await readAudience(ctx.db, input.catalogId);
  if (!audience) throw notFound();
  return { organizationIds: audience.organizationIds.toSorted(), teamIds: audience.teamIds.toSorted() };
}
