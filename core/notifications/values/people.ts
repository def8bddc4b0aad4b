import { eq, sql } from 'drizzle-orm';
import { invitations, organizations, users } from '@/db/schema';
import type { Loader } from '../message-loader';

/** Links of mails about accounts live this long (domain.md 2). */
const LINK_HOURS = 24;
const HOURS_A_DAY = 24;

/** Dropped when the address was verified meanwhile. */
export const verifyAddress: Loader<'verify-address'> = async ({ ctx, recipient, mint }) => {
  const user = await readUser(ctx.db, recipient.userId);
  if (user?.status !== 'unverified') return null;
  const token = await mint('verify_address', user.id, LINK_HOURS);
  return { firstName: user.firstName, link: `${ctx.portalUrl}/auth/verify?token=${token}`, hours: LINK_HOURS };
};

/** To the owner of an address with which somebody registered again: the form itself tells nobody. */
export const addressAlreadyKnown: Loader<'address-already-known'> = async ({ ctx, recipient }) => ({
  firstName: recipient.firstName,
  loginLink: `${ctx.portalUrl}/auth/login`,
  resetLink: `${ctx.portalUrl}/auth/forgot`,
});

/** Not for who has got in since. */
export const invitationToCome: Loader<'invitation-to-come'> = async ({ ctx, recipient }) => {
  const user = await readUser(ctx.db, recipient.userId);
  return user?.status === 'unverified' ? { firstName: user.firstName } : null;
};

/** The account waits for an admin. */
export const registrationReceived: Loader<'registration-received'> = async ({ recipient }) => ({
  firstName: recipient.firstName,
});

/** To the admins; dropped once somebody has decided. */
export const registrationToDecide: Loader<'registration-to-decide'> = async ({ ctx, subjectId }) => {
  const developer = await readUser(ctx.db, subjectId);
  if (developer?.status !== 'pending') return null;
  return {
    developerName: `${developer.firstName} ${developer.lastName}`,
    developerEmail: developer.email,
    link: `${ctx.portalUrl}/admin/users/${developer.id}`,
  };
};

/** Not for who was let in after all. */
export const registrationDeclined: Loader<'registration-declined'> = async ({ ctx, recipient, facts }) => {
  const user = await readUser(ctx.db, recipient.userId);
  return user?.status === 'inactive' ? { firstName: user.firstName, reason: facts.reason ?? '' } : null;
};

/** Nothing in it is secret: it leads to the login. */
export const accountActivated: Loader<'account-activated'> = async ({ ctx, recipient }) => ({
  firstName: recipient.firstName,
  link: `${ctx.portalUrl}/auth/login`,
});

/** Without a link: there is nothing that they could do here. */
export const accountDeactivated: Loader<'account-deactivated'> = async ({ recipient }) => ({
  firstName: recipient.firstName,
});

/** Dropped for a deactivated account: a new password would let nobody in. */
export const passwordReset: Loader<'password-reset'> = async ({ ctx, recipient, mint }) => {
  const user = await readUser(ctx.db, recipient.userId);
  if (!user || user.status === 'inactive') return null;
  const token = await mint('reset_password', user.id, LINK_HOURS);
  return { firstName: user.firstName, link: `${ctx.portalUrl}/auth/reset/code?token=${token}`, hours: LINK_HOURS };
};

const ROLE_NAMES = { owner: 'an owner', admin: 'an admin', approver: 'an approver', auditor: 'an auditor' } as const;

/** The same link as for a forgotten password: it proves the address and sets one. */
export const adminInvitation: Loader<'admin-invitation'> = async ({ ctx, recipient, facts, mint }) => {
  if (!recipient.userId) return null;
  const [admin] = await ctx.db
    .select({ id: users.id, status: users.status, role: users.adminRole })
    .from(users)
    .where(eq(users.id, recipient.userId));
  if (admin?.status !== 'active' || !admin.role) return null;
  const token = await mint('reset_password', admin.id, LINK_HOURS);
  return {
    firstName: recipient.firstName,
    inviterName: facts.inviterName ?? 'Somebody',
    roleName: ROLE_NAMES[admin.role],
    link: `${ctx.portalUrl}/auth/reset/code?token=${token}`,
    hours: LINK_HOURS,
  };
};

/** Always sent: whoever changed it may not be its owner. */
export const passwordChanged: Loader<'password-changed'> = async ({ ctx, recipient }) => ({
  firstName: recipient.firstName,
  resetLink: `${ctx.portalUrl}/auth/forgot`,
});

/** The link ends with the invitation, whose time began when it was ordered (settings: `invitationDays`). */
export const invitation: Loader<'invitation'> = async ({ ctx, recipient, subjectId, facts, mint }) => {
  if (!subjectId) return null;
  const [row] = await ctx.db
    .select({
      status: invitations.status,
      organizationName: organizations.name,
      organizationStatus: organizations.status,
      hoursLeft: sql<number>`ceil(extract(epoch from ${invitations.expiresAt} - now()) / 3600)::int`,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(eq(invitations.id, subjectId));
  if (row?.status !== 'pending' || row.organizationStatus !== 'active' || row.hoursLeft <= 0) return null;
  const token = await mint('invitation', subjectId, row.hoursLeft);
  return {
    firstName: recipient.firstName,
    inviterName: facts.inviterName ?? 'Somebody',
    organizationName: row.organizationName,
    link: `${ctx.portalUrl}/auth/invitation?token=${token}`,
    days: Math.ceil(row.hoursLeft / HOURS_A_DAY),
  };
};

async function readUser(db: Parameters<Loader<'invitation'>>[0]['ctx']['db'], userId: string | null) {
  if (!userId) return null;
  const [user] = await db
    .select({
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
    })
    .from(users)
    .where(eq(users.id, userId));
  return user ?? null;
}
