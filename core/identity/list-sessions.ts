import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { ADMIN_IDLE_MINUTES, IDLE_DAYS } from './load-actor';

/** A browser in which one is signed in. */
export type OwnSession = {
  id: string;
  startedAt: Date;
  lastSeenAt: Date;
  ip: string;
  userAgent: string;
  isCurrent: boolean;
};

const SHOWN_MAX = 50;

/** The sessions of the person who asks that still count, the latest used first. Throws `unauthenticated` for nobody. */
export async function listSessions(ctx: Context): Promise<OwnSession[]> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const idle =
    actor.kind === 'admin'
      ? sql`make_interval(mins => ${ADMIN_IDLE_MINUTES})`
      : sql`make_interval(days => ${IDLE_DAYS})`;
  const rows = await ctx.db
    .select({
      id: sessions.id,
      startedAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, actor.userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`now()`),
        sql`${sessions.lastSeenAt} > now() - ${idle}`,
      ),
    )
    .orderBy(desc(sessions.lastSeenAt))
    .limit(SHOWN_MAX);
  return rows.map((row) => ({ ...row, isCurrent: row.id === actor.sessionId }));
}
