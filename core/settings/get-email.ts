import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { EmailSettings } from './change-email';
import { readSettings } from './read';

/** Who mails come from, with the version to give back when saving. Throws `not_found` for all but portal admins. */
export async function getEmailSettings(ctx: Context): Promise<EmailSettings & { version: number }> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const { mailFromName, mailFromAddress, mailReplyTo, version } = await readSettings(ctx.db);
  return { mailFromName, mailFromAddress, mailReplyTo, version };
}
