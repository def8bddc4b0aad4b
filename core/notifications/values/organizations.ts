import { eq } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';

/** To the admins; dropped once somebody has decided. */
export const organizationToDecide: Loader<'organization-to-decide'> = async ({ ctx, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'pending') return null;
  return {
    organizationName: organization.name,
    requesterName: organization.requesterName,
    purpose: organization.purpose,
    link: `${ctx.portalUrl}/admin/organizations/${organization.id}`,
  };
};

/** To whoever asked for it. */
export const organizationApproved: Loader<'organization-approved'> = async ({ ctx, recipient, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    link: `${ctx.portalUrl}/organization`,
  };
};

/** To whoever asked for it, with the reason that was given. */
export const organizationRejected: Loader<'organization-rejected'> = async ({ ctx, recipient, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'rejected') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    reason: organization.decisionReason,
  };
};

/** To the super admins and the contacts; dropped when it was resumed meanwhile. */
export const organizationSuspended: Loader<'organization-suspended'> = async ({ ctx, recipient, subjectId, facts }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'suspended') return null;
  return { firstName: recipient.firstName, organizationName: organization.name, reason: facts.reason ?? '' };
};

/** To the super admins and the contacts; dropped when it was suspended again meanwhile. */
export const organizationResumed: Loader<'organization-resumed'> = async ({ ctx, recipient, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    link: `${ctx.portalUrl}/organization`,
  };
};

/** To the super admins and the contacts; dropped when the closing was called off, or is done. */
export const organizationClosing: Loader<'organization-closing'> = async ({ ctx, recipient, subjectId, facts }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (!organization?.closesAt || organization.status === 'closed') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    closesOn: DAY.format(organization.closesAt),
    requestedBy: facts.requestedBy ?? 'A super admin',
    link: `${ctx.portalUrl}/organization`,
  };
};

/** What was true when it was ordered stays true: a closed organization never opens again. */
export const organizationClosed: Loader<'organization-closed'> = async ({ ctx, recipient, subjectId, facts }) => {
  const organization = await readOrganization(ctx, subjectId);
  return {
    firstName: recipient.firstName,
    organizationName: facts.organizationName ?? organization?.name ?? 'Your organization',
    reason: facts.reason ?? '',
    link: `${ctx.portalUrl}/apps`,
  };
};

/** Mails know no time zone of their reader. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

async function readOrganization(ctx: Context, id: string | null) {
  if (!id) return null;
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      status: organizations.status,
      purpose: organizations.purpose,
      decisionReason: organizations.decisionReason,
      closesAt: organizations.closesAt,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(organizations)
    .leftJoin(users, eq(users.id, organizations.requestedBy))
    .where(eq(organizations.id, id));
  return row ? { ...row, requesterName: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() } : null;
}
