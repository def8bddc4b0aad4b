import { eq } from 'drizzle-orm';
import { refusedMails } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { isActiveAdmin, isActiveDeveloper } from '../identity/actor';
import { mutate } from '../mutate';
import { topicsFor } from './topics';

/**
 * Chooses the kinds of mail that the person wants; every other topic of theirs is refused from the next mail on. Topics
 * of others, and words that are none, are ignored. Throws `unauthenticated` for whoever may not use the portal.
 */
export async function changeMailChoices(ctx: Context, input: { wanted: readonly string[] }): Promise<void> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) && !isActiveAdmin(actor)) throw unauthenticated();
  const refused = topicsFor(actor).filter((topic) => !input.wanted.includes(topic));
  await mutate(ctx, async (unit) => {
    await unit.tx.delete(refusedMails).where(eq(refusedMails.userId, actor.userId));
    if (refused.length > 0) {
      const rows = refused.map((topic) => ({ userId: actor.userId, topic }));
      await unit.tx.insert(refusedMails).values(rows).onConflictDoNothing();
    }
    await unit.audit('user.mail_choices_changed', { kind: 'user', id: actor.userId }, { refused });
  });
}
