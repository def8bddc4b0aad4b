import { and, eq } from 'drizzle-orm';
import { mailTemplates } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { MessageRenderer } from '../ports/wording';
import { findMessage, readLiveWording } from './read-wording';

/** Goes back to the built-in wording; the versions stay. Does nothing when it is in use already. */
export async function resetMailTemplate(
  ctx: Context,
  renderer: MessageRenderer,
  input: { message: string },
): Promise<void> {
  authorize(ctx.actor, 'mail.change');
  const { name } = findMessage(renderer, input.message);
  if (!(await readLiveWording(ctx.db, name))) return;
  await mutate(ctx, async (unit) => {
    await unit.tx
      .update(mailTemplates)
      .set({ isLive: false })
      .where(and(eq(mailTemplates.message, name), eq(mailTemplates.isLive, true)));
    await unit.audit('mail_template.reset', { kind: 'mail_template', id: null }, { message: name });
  });
}
