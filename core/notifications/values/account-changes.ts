import { eq } from 'drizzle-orm';
import { addressChanges, users } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';

/** Links of mails about accounts live this long (domain.md 2). */
const LINK_HOURS = 24;

/**
 * Goes to the new address, which nobody has proven yet. The token belongs to the wish for this one address: after a
 * newer wish it would prove another one.
 */
export const emailChangeConfirm: Loader<'email-change-confirm'> = async ({ ctx, subjectId, recipient, mint }) => {
  if (!subjectId) return null;
  const [wish] = await ctx.db
    .select({ newEmail: addressChanges.newEmail, firstName: users.firstName, status: users.status })
    .from(addressChanges)
    .innerJoin(users, eq(users.id, addressChanges.userId))
    .where(eq(addressChanges.id, subjectId));
  if (wish?.status !== 'active' || wish.newEmail !== recipient.address) return null;
  const token = await mint('change_email', subjectId, LINK_HOURS);
  return {
    firstName: wish.firstName,
    newEmail: wish.newEmail,
    link: `${ctx.portalUrl}/profile/email?token=${token}`,
    hours: LINK_HOURS,
  };
};

/** Goes to the old address, so its name is read from the account that has left it. */
export const emailChanged: Loader<'email-changed'> = async ({ ctx, recipient, subjectId, facts }) => {
  const user = await readUser(ctx, subjectId);
  return {
    firstName: user?.firstName ?? recipient.firstName,
    newEmail: facts.newEmail ?? user?.email ?? '',
    // A forgotten password would be mailed to the new address, whoever reads that.
    link: `${ctx.portalUrl}/profile/security`,
  };
};

/** Always sent: whoever changed it may not be its owner. */
export const secondFactorChanged: Loader<'second-factor-changed'> = async ({ ctx, recipient, facts }) => ({
  firstName: recipient.firstName,
  change: facts.change ?? 'How you prove who you are was changed.',
  link: `${ctx.portalUrl}/profile/security`,
});

/** Goes to the address that the account had; the account is gone. */
export const accountDeleted: Loader<'account-deleted'> = async ({ recipient }) => ({ firstName: recipient.firstName });

async function readUser(ctx: Context, id: string | null) {
  if (!id) return null;
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email, firstName: users.firstName, status: users.status })
    .from(users)
    .where(eq(users.id, id));
  return user ?? null;
}
