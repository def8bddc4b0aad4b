import { eq } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';

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

export const organizationApproved: Loader<'organization-approved'> = async ({ ctx, recipient, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    link: `${ctx.portalUrl}/organization`,
  };
};

export const organizationRejected: Loader<'organization-rejected'> = async ({ ctx, recipient, subjectId }) => {
  const organization = await readOrganization(ctx, subjectId);
  if (organization?.status !== 'rejected') return null;
  return {
    firstName: recipient.firstName,
    organizationName: organization.name,
    reason: organization.decisionReason,
  };
};

async function readOrganization(ctx: Context, id: string | null) {
  if (!id) return null;
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      status: organizations.status,
      purpose: organizations.purpose,
      decisionReason: organizations.decisionReason,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(organizations)
    .leftJoin(users, eq(users.id, organizations.requestedBy))
    .where(eq(organizations.id, id));
  return row ? { ...row, requesterName: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() } : null;
}
