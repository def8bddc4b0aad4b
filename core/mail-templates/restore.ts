import { and, eq } from 'drizzle-orm';
import { mailTemplates } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import type { MessageRenderer } from '../ports/wording';
import { checkedWording } from './check';
import { findMessage } from './read-wording';

/**
 * Uses an older version of a wording again. It is checked like a new one, since what a message may say can have changed
 * since. Throws `not_found`, `forbidden`, `invalid`, and `conflict` when somebody else changed it at the same moment.
 */
export async function restoreMailTemplate(
  ctx: Context,
  renderer: MessageRenderer,
  input: { message: string; version: number },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'mail.change');
    const { name } = findMessage(renderer, input.message);
    const isThis = and(eq(mailTemplates.message, name), eq(mailTemplates.version, input.version));
    const [wanted] = await unit.tx
      .select({ subject: mailTemplates.subject, html: mailTemplates.html, text: mailTemplates.text })
      .from(mailTemplates)
      .where(isThis);
    if (!wanted) throw notFound();
    checkedWording(renderer, name, wanted);
    await unit.tx
      .update(mailTemplates)
      .set({ isLive: false })
      .where(and(eq(mailTemplates.message, name), eq(mailTemplates.isLive, true)));
    await unit.tx.update(mailTemplates).set({ isLive: true }).where(isThis);
    const detail = { message: name, version: input.version, restored: true };
    await unit.audit('mail_template.saved', { kind: 'mail_template', id: null }, detail);
  }).catch((error: unknown) => {
    if (violatedConstraint(error) === 'mail_templates_one_live') {
      throw conflict('Somebody else changed this mail meanwhile. Open the page again to see it as it is.');
    }
    throw error;
  });
}
