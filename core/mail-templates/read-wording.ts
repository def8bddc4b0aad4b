import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { mailTemplates } from '@/db/schema';
import { notFound } from '../errors';
import type { MessageName } from '../ports/messages';
import type { MessageAbout, MessageRenderer, Wording } from '../ports/wording';

/** The admins' own wording of a message; null where the built-in one is used. */
export async function readLiveWording(
  db: Pick<Database | Transaction, 'select'>,
  message: MessageName,
): Promise<Wording | null> {
  const [row] = await db
    .select({ subject: mailTemplates.subject, html: mailTemplates.html, text: mailTemplates.text })
    .from(mailTemplates)
    .where(and(eq(mailTemplates.message, message), eq(mailTemplates.isLive, true)));
  return row ?? null;
}

/** The message of this name. Throws `not_found` for a name that no message has. */
export function findMessage(renderer: MessageRenderer, name: string): MessageAbout {
  const found = renderer.about().find((about) => about.name === name);
  if (!found) throw notFound();
  return found;
}
