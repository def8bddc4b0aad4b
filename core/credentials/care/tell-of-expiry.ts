import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import { readSettings } from '../../settings/read';
import { renewalIsOpen } from '../renewal';
import { type Notice, occasionIn, occasionOf, tellHolder } from './tell-holder';

const BATCH = 200;
/** What ended longer ago is no news: the portal was away, or learned only now to tell of it. Days. */
const STILL_NEWS_DAYS = 7;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Tells the people of keys that these expire soon, from the day on which they can be renewed, and that they have
 * expired, each once for each end. Answers how many were told.
 */
export async function tellOfExpiry(ctx: Context): Promise<number> {
  const { expiryMailDays } = await readSettings(ctx.db);
  const soon = sql`${renewalIsOpen(expiryMailDays)} and credentials.expires_at > now()`;
  const over = sql`credentials.expires_at <= now()
    and credentials.expires_at > now() - make_interval(days => ${STILL_NEWS_DAYS})`;
  return (
    (await tellAll(ctx, {
      notice: 'expires',
      message: 'key-expires',
      title: 'A key of yours expires soon',
      is: soon,
    })) +
    (await tellAll(ctx, { notice: 'expired', message: 'key-expired', title: 'A key of yours has expired', is: over }))
  );
}

type News = Pick<Notice, 'notice' | 'message' | 'title'> & { is: SQL };

async function tellAll(ctx: Context, { is, ...news }: News): Promise<number> {
  const isTrue = sql`${eq(credentials.status, 'active')} and ${isNull(credentials.retiringAt)} and ${is}`;
  const isUntold = sql`not exists (select from credential_notices told where told.credential_id = credentials.id
    and told.notice = ${news.notice} and told.occasion = ${occasionIn(sql`credentials.expires_at`)})`;
  let told = 0;
  for (let after = FIRST_ID; ; ) {
    const due = await ctx.db
      .select({ id: credentials.id, expiresAt: credentials.expiresAt })
      .from(credentials)
      .where(and(isTrue, isUntold, gt(credentials.id, after)))
      .orderBy(asc(credentials.id))
      .limit(BATCH);
    for (const { id, expiresAt } of due) {
      if (!expiresAt) continue;
      await ctx.fault('expire.beforeNoted');
      const isTold = await tellHolder(ctx, {
        ...news,
        credentialId: id,
        occasion: occasionOf(expiresAt),
        // Renewed meanwhile, it ends at another moment.
        isTrue: sql`${isTrue} and ${occasionIn(sql`credentials.expires_at`)} = ${occasionOf(expiresAt)}`,
      });
      if (isTold) told += 1;
    }
    const last = due.at(-1);
    if (!last || due.length < BATCH) return told;
    after = last.id;
  }
}
