import { and, eq, sql } from 'drizzle-orm';
import { mailTemplates } from '@/db/schema';
import type { Context } from '../context';
import { conflict, type DomainError } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import type { MessageRenderer, Wording } from '../ports/wording';
import { checkedWording } from './check';
import { findMessage } from './read-wording';

/**
 * Keeps an admin's wording of a message as its newest version, and uses it from the next mail on. `newest` is the
 * version that the page was made from. Throws `not_found`, `forbidden`, `invalid` for a wording that cannot be used,
 * and `conflict` when somebody else was faster.
 */
export async function saveMailTemplate(
  ctx: Context,
  renderer: MessageRenderer,
  input: { message: string; newest: number; wording: Wording },
): Promise<{ version: number }> {
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'mail.change');
    const { name } = findMessage(renderer, input.message);
    const wording = checkedWording(renderer, name, input.wording);
    const [row] = await unit.tx
      .select({ newest: sql<number>`coalesce(max(${mailTemplates.version}), 0)::int` })
      .from(mailTemplates)
      .where(eq(mailTemplates.message, name));
    if (row?.newest !== input.newest) throw changedMeanwhile();
    await unit.tx
      .update(mailTemplates)
      .set({ isLive: false })
      .where(and(eq(mailTemplates.message, name), eq(mailTemplates.isLive, true)));
    const version = input.newest + 1;
    await unit.tx.insert(mailTemplates).values({ message: name, version, ...wording, savedBy: userIdOf(ctx.actor) });
    await unit.audit('mail_template.saved', { kind: 'mail_template', id: null }, { message: name, version });
    return { version };
  }).catch((error: unknown) => {
    // Two who read the same version at once: the index lets one of them in.
    if (violatedConstraint(error)?.startsWith('mail_templates_')) throw changedMeanwhile();
    throw error;
  });
}

function changedMeanwhile(): DomainError {
  return conflict('Somebody else changed this mail meanwhile. Open the page again to see it as it is.');
}
