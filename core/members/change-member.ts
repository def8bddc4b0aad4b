import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { teamMembers, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalidFields, notFound } from '../errors';
import { foldedName, nameProblem } from '../identity/person-name';
import { mutate, type Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { authorize } from '../policy';
import { explainRole } from './explain-role';
import { lockDeveloper } from './lock-developer';
import { placeUser } from './place-user';
import { readOrganizationOf } from './read-organization-of';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/** A developer as a super admin of the organization wants them. */
export type MemberChange = {
  userId: string;
  firstName: string;
  lastName: string;
  role: 'super_admin' | 'team_member';
  /** Exactly these teams; without any the default team. */
  teamIds: readonly string[];
};

/**
 * A super admin changes a member's names, role and teams. Counts from the very next request of the member's open
 * sessions, which read it afresh; the member is told of another role. Saving what is so already changes nothing. Throws
 * `not_found`, `forbidden`, `invalid`, and `conflict` for the last super admin.
 */
export async function changeMember(ctx: Context, input: MemberChange): Promise<void> {
  const organizationId = isId(input.userId) ? await readOrganizationOf(ctx, input.userId) : null;
  if (!organizationId) throw notFound();
  authorize(ctx.actor, 'member.manage', { organizationId });
  const names = readNames(input);
  const wish = { ...input, ...names, organizationId };
  if (isSame(await readBefore(ctx.db, input.userId), wish)) return;
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, organizationId);
    if (organization.isDefault) throw conflict('Nobody has a role in the default organization.');
    const member = await lockDeveloper(unit, ctx.actor, input.userId);
    // Removed or moved while we waited: nothing of it is ours any more.
    if (member.organizationId !== organizationId) throw notFound();
    if (wish.role === 'team_member') await refuseLastSuperAdmin(unit, member);
    const before = await readBefore(unit.tx, member.id);
    if (!before) throw notFound();
    await placeUser(unit, { userId: member.id, organizationId, role: wish.role, teamIds: wish.teamIds });
    await unit.tx
      .update(users)
      .set({ ...names, updatedAt: sql`now()` })
      .where(eq(users.id, member.id));
    await explain(ctx, unit, before, { ...wish, status: member.status });
  });
}

function readNames(input: MemberChange): { firstName: string; lastName: string } {
  const names = { firstName: foldedName(input.firstName), lastName: foldedName(input.lastName) };
  const found = {
    firstName: nameProblem(names.firstName, 'first name'),
    lastName: nameProblem(names.lastName, 'last name'),
  };
  const problems = Object.entries(found).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : []));
  if (problems.length > 0) throw invalidFields(Object.fromEntries(problems));
  return names;
}

type Wish = MemberChange & { organizationId: string };
type Before = { firstName: string; lastName: string; role: MemberChange['role'] | null; teamIds: string[] };

async function readBefore(db: Pick<Unit['tx'], 'select'>, userId: string): Promise<Before | null> {
  const [user] = await db
    .select({ firstName: users.firstName, lastName: users.lastName, role: users.organizationRole })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) return null;
  const places = await db.select({ id: teamMembers.teamId }).from(teamMembers).where(eq(teamMembers.userId, userId));
  return { ...user, teamIds: places.map(({ id }) => id) };
}

function isSame(before: Before | null, wish: Wish): boolean {
  return before !== null && isSameName(before, wish) && before.role === wish.role && isSameTeams(before, wish);
}

function isSameName(before: Before, wish: Wish): boolean {
  return before.firstName === wish.firstName && before.lastName === wish.lastName;
}

function isSameTeams(before: Before, wish: Wish): boolean {
  const wanted = new Set(wish.teamIds);
  return wanted.size === before.teamIds.length && before.teamIds.every((id) => wanted.has(id));
}

async function explain(ctx: Context, unit: Unit, before: Before, wish: Wish & { status: string }): Promise<void> {
  const { userId, organizationId, role, teamIds } = wish;
  const subject = { kind: 'user', id: userId, organizationId };
  if (!isSameName(before, wish) || !isSameTeams(before, wish) || before.role === role) {
    await unit.audit('member.changed', subject, { renamed: !isSameName(before, wish), teamIds });
  }
  if (before.role === role) return;
  const member = { id: userId, status: wish.status, organizationId };
  await explainRole(ctx, unit, member, { from: before.role, to: role });
}
