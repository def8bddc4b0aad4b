import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { visibleAccessRequests } from '../visibility';
import type { HolderChoice } from './list-holders';
import { holderOf } from './may-hold';

/** Who takes care of a request, or null. Throws `not_found` for everybody but portal admins. */
export async function getHolder(ctx: Context, input: { requestId: string }): Promise<HolderChoice | null> {
  if (!can(ctx.actor, 'inbox.use') || !isId(input.requestId)) throw notFound();
  const [row] = await ctx.db
    .select({ holder: holderOf })
    .from(accessRequests)
    .where(and(eq(accessRequests.id, input.requestId), visibleAccessRequests(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  return row.holder;
}
