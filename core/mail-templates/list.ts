import { eq, sql } from 'drizzle-orm';
import { mailTemplates, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { MessageAbout, MessageRenderer } from '../ports/wording';

/** `saved` says who worded it and when; null where the built-in wording is used. */
export type MailTemplateLine = Pick<MessageAbout, 'name' | 'title' | 'sentWhen' | 'sentTo'> & {
  subject: string;
  saved: { by: string | null; at: Date } | null;
};

/** Every message that the portal can send, for portal admins, in one query. Throws `not_found` for everybody else. */
export async function listMailTemplates(ctx: Context, renderer: MessageRenderer): Promise<MailTemplateLine[]> {
  if (!can(ctx.actor, 'mail.read')) throw notFound();
  const live = await ctx.db
    .select({
      message: mailTemplates.message,
      subject: mailTemplates.subject,
      at: mailTemplates.createdAt,
      by: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
    })
    .from(mailTemplates)
    .leftJoin(users, eq(users.id, mailTemplates.savedBy))
    .where(eq(mailTemplates.isLive, true));
  return renderer.about().map(({ name, title, sentWhen, sentTo, wording }) => {
    const own = live.find(({ message }) => message === name);
    return {
      name,
      title,
      sentWhen,
      sentTo,
      subject: own?.subject ?? wording.subject,
      saved: own ? { by: own.by, at: own.at } : null,
    };
  });
}
