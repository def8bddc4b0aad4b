import { eq } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from './actor';

/** Why somebody who is signed in cannot go on: who must act, since when, and why, where a reason was given. */
export type Wait = {
  for: 'activation' | 'organization_suspended';
  since: Date;
  organizationName: string;
  reason: string;
};

/** What the developer who asks waits for; null for everybody who does not wait. */
export async function whatOneWaitsFor(ctx: Context): Promise<Wait | null> {
  const { actor } = ctx;
  const mayGoOn: boolean = isActiveDeveloper(actor);
  if (actor.kind !== 'developer' || mayGoOn || actor.mustChangePassword) return null;
  const [row] = await ctx.db
    .select({
      verifiedAt: users.emailVerifiedAt,
      registeredAt: users.createdAt,
      organizationAt: organizations.createdAt,
      decidedAt: organizations.decidedAt,
      reason: organizations.decisionReason,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, actor.userId));
  if (!row) return null;
  const organizationName = actor.organization.name;
  if (actor.status !== 'active') {
    return { for: 'activation', since: row.verifiedAt ?? row.registeredAt, organizationName, reason: '' };
  }
  // Whoever asks for an organization stays in the default one until it is approved: only a suspension is left.
  return {
    for: 'organization_suspended',
    since: row.decidedAt ?? row.organizationAt,
    organizationName,
    reason: row.reason,
  };
}
