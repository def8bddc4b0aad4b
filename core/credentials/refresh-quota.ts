import { and, eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import type { Gateways } from '../ports/gateway';
import { type KeyRow, readKeyRow, readName } from './sync/key-row';

/** What is left of a quota, as the gateway said it at `readAt`. */
export type Quota = { max: number; left: number; renewsAt: Date | null; readAt: Date };
/** `none`: the key has no quota. `unread`: the gateway has not told yet. */
export type QuotaOutcome = { outcome: 'read'; quota: Quota } | { outcome: 'none' } | { outcome: 'unread' };

/** The gateway is asked for one key at most so often, whoever looks. Seconds. */
const KEPT_SECONDS = 60;

/**
 * Asks the gateway what is left of a key's quota and keeps it on the row; null where somebody asked less than a minute
 * ago. A gateway that does not answer leaves the older figures, which say of when they are. The caller has decided that
 * the actor may.
 */
export async function refreshQuota(
  ctx: Context,
  gateways: Gateways,
  input: { credentialId: string },
): Promise<QuotaOutcome | null> {
  // Whoever sets the time asks; of a crowd one.
  const [mine] = await ctx.db
    .update(credentials)
    .set({ quotaReadAt: sql`now()` })
    .where(and(eq(credentials.id, input.credentialId), isDue))
    .returning({ ...quotaColumns, quotaReadAt: readBefore });
  if (!mine) return null;
  const key = await readKeyRow(ctx.db, input.credentialId);
  if (!key) return null;
  const session = await readSession(ctx, gateways, key);
  if (!session) {
    // The figures stay as old as they are.
    await ctx.db
      .update(credentials)
      .set({ quotaReadAt: mine.quotaReadAt })
      .where(eq(credentials.id, input.credentialId));
    return knownQuota(mine);
  }
  const quota =
    session.quotaMax > 0
      ? { max: session.quotaMax, left: session.quotaRemaining, renewsAt: renewalOf(session.quotaRenews) }
      : null;
  const changes = {
    quotaMax: quota?.max ?? null,
    quotaLeft: quota?.left ?? null,
    quotaRenewsAt: quota?.renewsAt ?? null,
  };
  await ctx.db.update(credentials).set(changes).where(eq(credentials.id, input.credentialId));
  return quota ? { outcome: 'read', quota: asOfNow({ ...quota, readAt: ctx.now() }, ctx.now()) } : { outcome: 'none' };
}

const isDue = sql`credentials.status = 'active' and coalesce(
  credentials.quota_read_at < now() - make_interval(secs => ${KEPT_SECONDS}), true)`;

/** As it was before the statement that asks. */
const readBefore = sql<Date | null>`(select before.quota_read_at from credentials before
  where before.id = credentials.id)`.mapWith(credentials.createdAt);

/** What a query of credentials has to read for `knownQuota`. */
export const quotaColumns = {
  quotaMax: credentials.quotaMax,
  quotaLeft: credentials.quotaLeft,
  quotaRenewsAt: credentials.quotaRenewsAt,
  quotaReadAt: credentials.quotaReadAt,
  /** Whether the gateway may be asked again. */
  isDue: sql<boolean>`coalesce(${isDue}, false)`,
  hasQuota: sql<boolean>`coalesce((credentials.wanted ->> 'hasQuota')::boolean, false)`,
  dbNow: sql`now()`.mapWith(credentials.createdAt),
};

async function readSession(ctx: Context, gateways: Gateways, key: KeyRow) {
  const read = await gateways.of(key.gateway).readKey(readName(ctx, key));
  return read.outcome === 'found' ? read.session : null;
}

type Kept = {
  quotaMax: number | null;
  quotaLeft: number | null;
  quotaRenewsAt: Date | null;
  quotaReadAt: Date | null;
  hasQuota: boolean;
  dbNow: Date;
};

/** The figures as they were read last. */
export function knownQuota(row: Kept): QuotaOutcome {
  const { quotaMax: max, quotaLeft: left, quotaRenewsAt: renewsAt, quotaReadAt: readAt, hasQuota } = row;
  if (max === null || left === null || !readAt) return hasQuota ? { outcome: 'unread' } : { outcome: 'none' };
  return { outcome: 'read', quota: asOfNow({ max, left, renewsAt, readAt }, row.dbNow) };
}

/** The gateway starts the next period with the first call in it: until then it tells the old one's figures. */
function asOfNow(quota: Quota, now: Date): Quota {
  const isOver = quota.renewsAt !== null && quota.renewsAt <= now;
  return isOver ? { ...quota, left: quota.max, renewsAt: null } : quota;
}

/** Unix seconds, 0 until the first call. */
function renewalOf(seconds: number): Date | null {
  return seconds > 1 ? new Date(seconds * 1000) : null;
}
