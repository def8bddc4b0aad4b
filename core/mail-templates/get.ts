import { desc, eq, sql } from 'drizzle-orm';
import { mailTemplates, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { MessageAbout, MessageRenderer, Wording } from '../ports/wording';
import { findMessage } from './read-wording';

/** As many versions as a page shows; older ones stay in the table. */
const VERSIONS_MAX = 50;

/** One version of a wording; `by` is null where its author has gone. */
export type WordingVersion = { version: number; isLive: boolean; subject: string; by: string | null; at: Date };

/** A message with everything that an admin needs to word it. */
export type MailTemplate = Omit<MessageAbout, 'wording'> & {
  builtIn: Wording;
  /** The one to edit: the version that was asked for, else the live one, else the built-in one. */
  wording: Wording;
  /** The newest version, to give back when saving; 0 while there is none. */
  newest: number;
  isCustomised: boolean;
  versions: WordingVersion[];
};

/**
 * One message with its wording and the versions of it. Throws `not_found` for all but portal admins, and for no
 * message.
 */
export async function getMailTemplate(
  ctx: Context,
  renderer: MessageRenderer,
  input: { message: string; version?: number | undefined },
): Promise<MailTemplate> {
  if (!can(ctx.actor, 'mail.read')) throw notFound();
  const { wording: builtIn, ...about } = findMessage(renderer, input.message);
  const rows = await ctx.db
    .select({
      version: mailTemplates.version,
      isLive: mailTemplates.isLive,
      subject: mailTemplates.subject,
      html: mailTemplates.html,
      text: mailTemplates.text,
      at: mailTemplates.createdAt,
      by: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
    })
    .from(mailTemplates)
    .leftJoin(users, eq(users.id, mailTemplates.savedBy))
    .where(eq(mailTemplates.message, about.name))
    .orderBy(desc(mailTemplates.version))
    .limit(VERSIONS_MAX);
  const live = rows.find(({ isLive }) => isLive);
  const shown = rows.find(({ version }) => version === input.version) ?? live;
  return {
    ...about,
    builtIn,
    wording: shown ? { subject: shown.subject, html: shown.html, text: shown.text } : builtIn,
    newest: rows[0]?.version ?? 0,
    isCustomised: live !== undefined,
    versions: rows.map(({ version, isLive, subject, by, at }) => ({ version, isLive, subject, by, at })),
  };
}
