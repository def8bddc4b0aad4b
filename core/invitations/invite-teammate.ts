import { and, eq, isNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { type organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, invalidFields, notFound } from '../errors';
import { throttleAll } from '../identity/attempt-limits';
import { canonicalEmail, ONE_ADDRESS } from '../identity/email-address';
import { foldedName, nameProblem } from '../identity/person-name';
import { mutate, type Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { authorize, can } from '../policy';
import { invitationLimits } from './invitation-limits';
import { orderInvitation } from './order-invitation';
import { teamsOf } from './teams-of';

/** Somebody who is asked into an organization. Without teams they come into its default team. */
export type TeammateWish = {
  organizationId: string;
  email: string;
  /** Both may be empty when only an address is known: the person says them when accepting. */
  firstName: string;
  lastName: string;
  role: 'super_admin' | 'team_member';
  teamIds: readonly string[];
};

/**
 * Invites an address into an active organization; inviting it again sends the invitation again. The answer is the same
 * whether the address has an account elsewhere or none. Throws `invalid`, `too_many`, `not_found`, `forbidden`,
 * `conflict` for a member and for an organization that cannot take anybody.
 */
export async function inviteTeammate(ctx: Context, input: TeammateWish): Promise<{ invitationId: string }> {
  const { organizationId, role, teamIds } = input;
  if (!isId(organizationId)) throw notFound();
  const person = readPerson(input);
  // Whoever may not invite uses nothing up of what the others may.
  if (can(ctx.actor, 'member.invite', { organizationId })) {
    await throttleAll(ctx, invitationLimits(ctx, { organizationId, email: person.email }));
  }
  return mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, organizationId);
    authorize(ctx.actor, 'member.invite', { organizationId });
    refuseUnfit(organization);
    const account = await refuseMember(unit, organizationId, person.email);
    return orderInvitation(ctx, unit, { organizationId, role, teamIds, userId: null, ...person, ...account });
  });
}

function readPerson(input: TeammateWish) {
  const email = canonicalEmail(input.email);
  if (email === null) throw invalid('email', ONE_ADDRESS);
  const names = { firstName: foldedName(input.firstName), lastName: foldedName(input.lastName) };
  const found = {
    firstName: names.firstName && nameProblem(names.firstName, 'first name'),
    lastName: names.lastName && nameProblem(names.lastName, 'last name'),
  };
  const problems = Object.entries(found).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : []));
  if (problems.length > 0) throw invalidFields(Object.fromEntries(problems));
  return { email, ...names };
}

function refuseUnfit({ isDefault, status, closesAt }: typeof organizations.$inferSelect): void {
  if (isDefault) throw conflict('Nobody is invited into the default organization: people register there.');
  if (status === 'pending') throw conflict('You can invite people as soon as the organization is approved.');
  if (status !== 'active') throw conflict('The organization is not active: nobody can be invited.');
  if (closesAt !== null) throw conflict('The organization is about to be closed. Cancel that first.');
}

/**
 * A member is known to their colleagues, so this tells nothing new. An account that an admin made keeps the place that
 * it has.
 */
async function refuseMember(unit: Unit, organizationId: string, email: string) {
  const [member] = await unit.tx
    .select({
      id: users.id,
      status: users.status,
      passwordHash: users.passwordHash,
      role: users.organizationRole,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.email, email), isNull(users.deletedAt)));
  if (!member) return null;
  const { id: userId, status, passwordHash, role, firstName, lastName } = member;
  if (status === 'inactive') {
    throw conflict(`${email} is a member already, but deactivated. Ask whoever runs this portal.`);
  }
  if (status !== 'unverified') throw conflict(`${email} is a member already.`);
  if (passwordHash !== null || role === null) return null;
  return { userId, role, firstName, lastName, teamIds: await teamsOf(unit, userId) };
}
