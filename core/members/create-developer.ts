import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { DomainError, invalid } from '../errors';
import { hashPassword } from '../identity/passwords';
import { inviteUser } from '../invitations/invite-user';
import { mutate, type Unit } from '../mutate';
import { lockOrganization } from '../organizations/lock-organization';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { writeUniqueAddress } from './address-taken';
import { type ParsedUser, parseUser, type TypedUser } from './parse-user';
import { placeUser } from './place-user';

/** Somebody for whom an admin makes an account. */
export type NewDeveloper = TypedUser & {
  organizationId: string;
  /** None is the default team. */
  teamIds: readonly string[];
  role: 'super_admin' | 'team_member';
  /** How the person gets in: exactly one of these, so that no password is ever mailed. */
  access: { kind: 'invite' } | { kind: 'password'; password: string; mustChange: boolean } | { kind: 'later' };
};

/**
 * Makes a developer by a portal admin's hand. With a password the account is active at once and its address counts as
 * verified, because the admin vouches for it (docs/decisions/0020); nobody is mailed. Without one it stays `unverified`
 * until the person accepts an invitation, which is sent now (`isInvited` says whether it was) or later. What
 * self-registration demands (domains, terms, required fields) does not bind admins. Throws `forbidden`, `invalid` with
 * every wrong field; one address makes one account.
 */
export async function createDeveloper(
  ctx: Context,
  input: NewDeveloper,
): Promise<{ userId: string; isInvited: boolean }> {
  authorize(ctx.actor, 'user.create');
  const password = input.access.kind === 'password' ? input.access.password : null;
  const parsed = parseUser(await readSettings(ctx.db), input, password);
  const passwordHash = password === null ? null : await hashPassword(password);
  const userId = newId();
  await mutate(ctx, async (unit) => {
    await insertDeveloper(ctx, unit, { ...input, ...parsed, userId, passwordHash });
  });
  return { userId, isInvited: input.access.kind === 'invite' && (await isInvited(ctx, userId)) };
}

/**
 * A change of its own: an account that could not be invited (too many mails) is there all the same, and can be later.
 */
async function isInvited(ctx: Context, userId: string): Promise<boolean> {
  try {
    await inviteUser(ctx, { userId });
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

type Wish = NewDeveloper & ParsedUser & { userId: string; passwordHash: string | null };

async function insertDeveloper(ctx: Context, unit: Unit, wish: Wish): Promise<void> {
  const { userId, organizationId, role, teamIds, access, passwordHash } = wish;
  await lockTarget(ctx, unit, wish);
  const { email, firstName, lastName, signUpValues } = wish;
  await writeUniqueAddress(unit, email, (tx) =>
    tx.insert(users).values({
      id: userId,
      kind: 'developer',
      status: passwordHash === null ? 'unverified' : 'active',
      emailVerifiedAt: passwordHash === null ? null : sql`now()`,
      mustChangePassword: access.kind === 'password' && access.mustChange,
      organizationRole: role,
      ...{ email, firstName, lastName, signUpValues, organizationId, passwordHash },
    }),
  );
  await placeUser(unit, { userId, organizationId, role, teamIds });
  await unit.audit('user.created', { kind: 'user', id: userId, organizationId }, { role, access: access.kind });
}

/** The organization, locked, when people can be put into it with this role. */
async function lockTarget(ctx: Context, unit: Unit, { organizationId, role }: Wish): Promise<void> {
  const organization = await lockOrganization(unit, ctx.actor, organizationId).catch((error: unknown) => {
    throw error instanceof DomainError ? invalid('organizationId', 'Choose an organization.') : error;
  });
  if (organization.status !== 'active') {
    throw invalid('organizationId', `${organization.name} is not active. Choose another organization.`);
  }
  if (organization.isDefault && role === 'super_admin') {
    throw invalid('role', 'Nobody is super admin of the default organization. Choose Team member.');
  }
}
