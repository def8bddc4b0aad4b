import { and, eq, gt, sql } from 'drizzle-orm';
import { addressChanges } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { peekToken } from './tokens';

/** The link lives a day: an older wish only says that nothing became of it. */
const isRecent = gt(addressChanges.createdAt, sql`now() - interval '1 day'`);

/** The address that the person who asks wants and has yet to confirm; null without one. Throws `unauthenticated`. */
export async function getAddressChange(ctx: Context): Promise<{ newEmail: string } | null> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const [wish] = await ctx.db
    .select({ newEmail: addressChanges.newEmail })
    .from(addressChanges)
    .where(and(eq(addressChanges.userId, actor.userId), isRecent));
  return wish ?? null;
}

/** What a link would change, for the page that asks first. Changes nothing; null when it is dead or somebody else's. */
export async function peekAddressChange(ctx: Context, input: { token: string }): Promise<{ newEmail: string } | null> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') return null;
  const live = await peekToken(ctx.db, { purpose: 'change_email', token: input.token });
  if (!live) return null;
  const [wish] = await ctx.db
    .select({ newEmail: addressChanges.newEmail })
    .from(addressChanges)
    .where(and(eq(addressChanges.id, live.subjectId), eq(addressChanges.userId, actor.userId)));
  return wish ?? null;
}
