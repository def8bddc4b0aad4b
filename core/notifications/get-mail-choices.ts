import { eq } from 'drizzle-orm';
import { refusedMails } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { userIdOf } from '../identity/actor';
import { type Topic, topics, topicsFor } from './topics';

/** A kind of mail that somebody may do without, and whether they want it. */
export type MailChoice = { topic: Topic; label: string; hint: string; isWanted: boolean };

/** Which kinds of mail the person wants. Throws `unauthenticated` for nobody. */
export async function getMailChoices(ctx: Context): Promise<MailChoice[]> {
  const userId = userIdOf(ctx.actor);
  if (!userId) throw unauthenticated();
  const rows = await ctx.db
    .select({ topic: refusedMails.topic })
    .from(refusedMails)
    .where(eq(refusedMails.userId, userId));
  const refused = new Set<string>(rows.map(({ topic }) => topic));
  return topicsFor(ctx.actor).map((topic) => {
    const { label, hint } = topics[topic];
    return { topic, label, hint, isWanted: !refused.has(topic) };
  });
}
