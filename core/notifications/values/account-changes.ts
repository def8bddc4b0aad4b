import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';

/** Links of mails about accounts live this long (domain.md 2). */
const LINK_HOURS = 24;

/** Goes to the new address, which nobody has proven yet; the token belongs to the account. */
export const emailChangeConfirm: Loader<'email-change-confirm'> = async ({ ctx, subjectId, facts, mint }) => {
  const user = await readUser(ctx, subjectId);
  if (user?.status !== 'active' || !facts.newEmail) return null;
  const token = await mint('change_email', user.id, LINK_HOURS);
  return {
    firstName: user.firstName,
    newEmail: facts.newEmail,
    link: `${ctx.portalUrl}/auth/change-email?token=${token}`,
    hours: LINK_HOURS,
  };
};

/** Goes to the old address, so its name is read from the account that has left it. */
export const emailChanged: Loader<'email-changed'> = async ({ ctx, recipient, subjectId, facts }) => {
  const user = await readUser(ctx, subjectId);
  return {
    firstName: user?.firstName ?? recipient.firstName,
    newEmail: facts.newEmail ?? user?.email ?? '',
    resetLink: `${ctx.portalUrl}/auth/forgot`,
  };
};

export const secondFactorChanged: Loader<'second-factor-changed'> = async ({ ctx, recipient, facts }) => ({
  firstName: recipient.firstName,
  change: facts.change ?? 'How you prove who you are was changed.',
  link: `${ctx.portalUrl}/profile`,
});

export const accountDeleted: Loader<'account-deleted'> = async ({ recipient }) => ({ firstName: recipient.firstName });

async function readUser(ctx: Context, id: string | null) {
  if (!id) return null;
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email, firstName: users.firstName, status: users.status })
    .from(users)
    .where(eq(users.id, id));
  return user ?? null;
}
