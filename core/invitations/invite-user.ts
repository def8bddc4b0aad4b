import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { throttleAll } from '../identity/attempt-limits';
import { lockDeveloper } from '../members/lock-developer';
import { mutate, type Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { authorize, can } from '../policy';
import { visibleUsers } from '../visibility';
import { invitationLimits } from './invitation-limits';
import { orderInvitation } from './order-invitation';
import { teamsOf } from './teams-of';

/**
 * Invites the person for whom a portal admin made an account without a password: accepting sets names and password on
 * that very account. Inviting again sends the invitation again, also to an address that was corrected. Throws
 * `not_found`, `forbidden`, `too_many`, `conflict` when there is nothing to invite to.
 */
export async function inviteUser(ctx: Context, input: { userId: string }): Promise<{ invitationId: string }> {
  const found = await find(ctx, input.userId);
  // Whoever may not invite uses nothing up of what the others may.
  if (can(ctx.actor, 'user.create')) await throttleAll(ctx, invitationLimits(ctx, found));
  return mutate(ctx, async (unit) => {
    const { organizationId } = found;
    const user = await lockBoth(ctx, unit, found);
    authorize(ctx.actor, 'user.create');
    refuseUnfit(user);
    const teamIds = await teamsOf(unit, user.id);
    const { email, firstName, lastName, role } = user;
    return orderInvitation(ctx, unit, { organizationId, email, firstName, lastName, role, teamIds, userId: user.id });
  });
}

async function find(ctx: Context, userId: string): Promise<{ id: string; organizationId: string; email: string }> {
  if (!isId(userId)) throw notFound();
  const [user] = await ctx.db
    .select({ id: users.id, organizationId: users.organizationId, email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  if (!user?.organizationId) throw notFound();
  return { ...user, organizationId: user.organizationId };
}

/** The organization first, then its user, as everything about membership does. */
async function lockBoth(ctx: Context, unit: Unit, found: { id: string; organizationId: string }) {
  if (can(ctx.actor, 'user.create')) await lockOrganization(unit, ctx.actor, found.organizationId);
  const developer = await lockDeveloper(unit, ctx.actor, found.id);
  if (developer.organizationId !== found.organizationId) {
    throw conflict(`${developer.name} was moved a moment ago. Try again.`);
  }
  const [account] = await unit.tx
    .select({ email: users.email, passwordHash: users.passwordHash, oidcSubject: users.oidcSubject })
    .from(users)
    .where(eq(users.id, developer.id));
  if (!account) throw notFound();
  return { ...developer, ...account, role: developer.organizationRole ?? ('team_member' as const) };
}

type Invited = Awaited<ReturnType<typeof lockBoth>>;

function refuseUnfit({ name, status, passwordHash, oidcSubject, organization }: Invited): void {
  if (status === 'inactive') throw conflict(`${name} is deactivated. Activate the account first.`);
  if (status !== 'unverified') throw conflict(`${name} has a way to log in already and needs no invitation.`);
  if (passwordHash !== null || oidcSubject !== null) {
    throw conflict(
      `${name} has a password already. What is missing is the verified address, by the link in their mail.`,
    );
  }
  if (organization.status !== 'active') throw conflict(`${organization.name} is not active: nobody can be invited.`);
}
