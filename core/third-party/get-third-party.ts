import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { accessRequests, thirdParty } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** The settings of the other system, for their form. */
export type ThirdPartyNow = {
  webhookUrl: string;
  redirectUrl: string;
  answerDays: number;
  reachesPrivate: boolean;
  /** 0: nobody has set it up. */
  version: number;
  /** Requests that wait for it, and those of them of which it could not be told. */
  waiting: number;
  untold: number;
  /** Why the last of those was not taken. */
  problem: string | null;
};

const NONE = { webhookUrl: '', redirectUrl: '', answerDays: 7, reachesPrivate: false, version: 0 };

/** The other system that decides requests, without its secret. Throws `not_found` for all but portal admins. */
export async function getThirdParty(ctx: Context): Promise<ThirdPartyNow> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const [row] = await ctx.db
    .select({
      webhookUrl: thirdParty.webhookUrl,
      redirectUrl: thirdParty.redirectUrl,
      answerDays: thirdParty.answerDays,
      reachesPrivate: thirdParty.reachesPrivate,
      version: thirdParty.version,
    })
    .from(thirdParty);
  const isUntold = and(isNull(accessRequests.announcedAt), isNotNull(accessRequests.announceError));
  const [waits] = await ctx.db
    .select({
      waiting: count(),
      untold: sql<number>`(count(*) filter (where ${isUntold}))::int`,
      problem: sql<string | null>`(array_agg(${accessRequests.announceError} order by ${accessRequests.updatedAt} desc)
        filter (where ${isUntold}))[1]`,
    })
    .from(accessRequests)
    .where(and(eq(accessRequests.status, 'pending'), eq(accessRequests.decider, 'third_party')));
  return { ...(row ?? NONE), ...(waits ?? { waiting: 0, untold: 0, problem: null }) };
}
