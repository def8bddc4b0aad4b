import { and, desc, eq, isNotNull, or } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { readSettings } from '../settings/read';

/** Where a developer's wish for an organization stands, and whether they may have one at all. */
export type OrganizationWish = {
  mayAsk: boolean;
  /** Otherwise an admin looks first. */
  isAutomatic: boolean;
  /** The last one: it waits, or was rejected. */
  request: {
    id: string;
    name: string;
    purpose: string;
    status: 'pending' | 'rejected';
    askedAt: Date;
    decidedAt: Date | null;
    reason: string;
  } | null;
};

/** The wish of whoever asks. Throws `not_found` for everybody but active developers of the default organization. */
export async function getOrganizationRequest(ctx: Context): Promise<OrganizationWish> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || !actor.organization.isDefault) throw notFound();
  const settings = await readSettings(ctx.db);
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      purpose: organizations.purpose,
      status: organizations.status,
      askedAt: organizations.createdAt,
      decidedAt: organizations.decidedAt,
      reason: organizations.decisionReason,
    })
    .from(organizations)
    .where(and(eq(organizations.requestedBy, actor.userId), or(eq(organizations.status, 'pending'), wasRejected)))
    .orderBy(desc(organizations.createdAt), desc(organizations.id))
    .limit(1);
  const request = row && { ...row, status: row.status === 'pending' ? ('pending' as const) : ('rejected' as const) };
  return {
    mayAsk: settings.organizationsMayRegister,
    isAutomatic: settings.autoApproveOrganizations,
    request: request ?? null,
  };
}

/** By an admin: a request that ended because the person had gone elsewhere is no answer to them. */
const wasRejected = and(eq(organizations.status, 'rejected'), isNotNull(organizations.decidedBy));
