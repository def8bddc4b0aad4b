import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { teamMembers, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { valuesAfter } from '../identity/sign-up-values';
import { mutate, type Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { changeAddress } from './change-address';
import { explainRole } from './explain-role';
import { lockDeveloper } from './lock-developer';
import { type ParsedUser, parseUser, type TypedUser } from './parse-user';
import { placeUser } from './place-user';
import { readOrganizationOf } from './read-organization-of';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/** A developer as a portal admin wants them. */
export type UserChange = TypedUser & {
  userId: string;
  /** The version that the admin looked at. */
  version: number;
  role: 'super_admin' | 'team_member';
  /** Teams of the developer's organization; none is its default team. */
  teamIds: readonly string[];
};

/**
 * Changes what an admin may edit of a developer: names, address, role, teams, answers to the sign-up fields. Each part
 * that differs has its own event and consequence; a save without a difference changes nothing. Throws `not_found`,
 * `forbidden`, `invalid` with every wrong field, `conflict` when somebody else changed the account since, and for the
 * last active super admin of an active organization.
 */
export async function changeUser(ctx: Context, input: UserChange): Promise<void> {
  const organizationId = isId(input.userId) && (await readOrganizationOf(ctx, input.userId));
  if (!organizationId) throw notFound();
  authorize(ctx.actor, 'user.change', { userId: input.userId });
  const settings = await readSettings(ctx.db);
  const parsed = parseUser(settings, input);
  const answered = { fields: settings.signUpFields, values: parsed.signUpValues };
  const wish: Wish = { ...input, ...parsed, answersAfter: (before) => valuesAfter(before, answered) };
  if (await isAsBefore(ctx, wish)) return;
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, organizationId);
    const developer = await lockDeveloper(unit, ctx.actor, input.userId);
    const before = await readBefore(unit.tx, developer.id);
    if (developer.organizationId !== organizationId || before.version !== input.version) throw outdated(developer.name);
    if (organization.isDefault && wish.role === 'super_admin') {
      throw invalid('role', 'Nobody is super admin of the default organization. Choose Team member.');
    }
    if (wish.role === 'team_member') await refuseLastSuperAdmin(unit, developer);
    await changeDetails(unit, before, wish);
    await changePlace(ctx, unit, before, wish);
    if (wish.email !== before.email) await changeAddress(unit, before, wish.email);
  });
}

type Answers = Record<string, string>;
type Wish = UserChange & ParsedUser & { answersAfter(before: Answers): Answers };
/** The same, before the change. */
export type UserBefore = Awaited<ReturnType<typeof readBefore>>;

async function readBefore(db: Pick<Unit['tx'], 'select'>, userId: string) {
  const [row] = await db
    .select({
      id: users.id,
      version: users.version,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      emailVerifiedAt: users.emailVerifiedAt,
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      signUpValues: users.signUpValues,
      organizationId: users.organizationId,
      role: users.organizationRole,
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!row?.organizationId) throw notFound();
  const places = await db.select({ id: teamMembers.teamId }).from(teamMembers).where(eq(teamMembers.userId, userId));
  return { ...row, organizationId: row.organizationId, teamIds: places.map(({ id }) => id) };
}

/** A change that changes nothing explains nothing either, so there is none. */
async function isAsBefore(ctx: Context, wish: Wish): Promise<boolean> {
  const before = await readBefore(ctx.db, wish.userId);
  if (before.version !== wish.version) return false;
  const isElsewhere = isPlaceChanged(before, wish) || before.email !== wish.email;
  return changedNames(before, wish).length === 0 && !isAnswerChanged(before, wish) && !isElsewhere;
}

async function changeDetails(unit: Unit, before: UserBefore, wish: Wish): Promise<void> {
  const names = changedNames(before, wish);
  const answersChanged = isAnswerChanged(before, wish);
  if (names.length === 0 && !answersChanged) return;
  const { firstName, lastName } = wish;
  await unit.tx
    .update(users)
    .set({
      ...{ firstName, lastName },
      signUpValues: wish.answersAfter(before.signUpValues),
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, before.id));
  const subject = { kind: 'user', id: before.id, organizationId: before.organizationId };
  if (names.length > 0) await unit.audit('user.profile_changed', subject, { changed: names });
  if (answersChanged) await unit.audit('user.sign_up_values_changed', subject);
}

async function changePlace(ctx: Context, unit: Unit, before: UserBefore, wish: Wish): Promise<void> {
  if (!isPlaceChanged(before, wish)) return;
  const { organizationId } = before;
  await placeUser(unit, { userId: before.id, organizationId, role: wish.role, teamIds: wish.teamIds });
  const subject = { kind: 'user', id: before.id, organizationId };
  if (before.role === wish.role) return unit.audit('member.changed', subject, { teamIds: wish.teamIds });
  await explainRole(ctx, unit, before, { from: before.role, to: wish.role });
}

function changedNames(before: UserBefore, wish: Wish): string[] {
  return (['firstName', 'lastName'] as const).filter((field) => before[field] !== wish[field]);
}

function isAnswerChanged(before: UserBefore, wish: Wish): boolean {
  const after = Object.entries(wish.answersAfter(before.signUpValues));
  const isSameNumber = Object.keys(before.signUpValues).length === after.length;
  return !isSameNumber || after.some(([name, value]) => before.signUpValues[name] !== value);
}

/** No team chosen means the default team, which the database knows; it is written again, which changes nothing. */
function isPlaceChanged(before: UserBefore, wish: Wish): boolean {
  const wanted = new Set(wish.teamIds);
  const isSameTeams = wanted.size === before.teamIds.length && before.teamIds.every((id) => wanted.has(id));
  return before.role !== wish.role || !isSameTeams;
}

function outdated(name: string) {
  return conflict(`Somebody else changed ${name} meanwhile. Load the page again and repeat your change.`);
}
