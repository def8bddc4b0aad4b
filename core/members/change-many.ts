import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { DomainError, invalid, notFound } from '../errors';
import { inviteUser } from '../invitations/invite-user';
import { authorize, can, type Permission } from '../policy';
import { visibleUsers } from '../visibility';
import { activateDeveloper } from './activate-developer';
import { deactivateDeveloper } from './deactivate-developer';
import { deleteUser } from './delete-user';
import { moveDeveloper } from './move-developer';

/** How many developers one press of a button changes. */
export const USERS_AT_ONCE_MAX = 200;

/** What shall happen to every one of them; what cannot be guessed was asked. */
export type UserAct =
  | { kind: 'activate' }
  | { kind: 'deactivate'; suspendPersonalKeys: boolean }
  | { kind: 'invite' }
  | { kind: 'move'; organizationId: string; apps: 'take_along' | 'leave' | 'end' }
  | { kind: 'delete'; apps: 'hand_over' | 'end' };
/** What became of one: `refusal` says why they were left as they are. */
export type UserResult = { id: string; name: string; refusal: string | null };

const NEEDED: Record<UserAct['kind'], Permission> = {
  activate: 'user.activate',
  deactivate: 'user.deactivate',
  invite: 'user.create',
  move: 'user.move',
  delete: 'user.delete',
};

/**
 * Does one thing to many developers, each in a change of its own: one that cannot be changed does not hold up the
 * others. Answers one by one, in the order given. Throws `not_found` for developers and nobody, `forbidden`, `invalid`
 * when nobody is chosen or too many are.
 */
export async function changeMany(ctx: Context, input: { ids: readonly string[]; act: UserAct }): Promise<UserResult[]> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  authorize(ctx.actor, NEEDED[input.act.kind]);
  const ids = [...new Set(input.ids)];
  if (ids.length === 0) throw invalid('ids', 'Choose at least one user.');
  if (ids.length > USERS_AT_ONCE_MAX) throw invalid('ids', `Choose at most ${USERS_AT_ONCE_MAX} users at a time.`);
  const names = await readNames(ctx, ids);
  const results: UserResult[] = [];
  for (const id of ids) {
    const refusal = await changeOne(ctx, id, input.act);
    results.push({ id, name: names.get(id) ?? 'Unknown user', refusal });
  }
  return results;
}

/** Before anything happens: afterwards the deleted have no names. */
async function readNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(and(inArray(users.id, ids.filter(isId)), eq(users.kind, 'developer'), visibleUsers(ctx.actor)));
  return new Map(rows.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]));
}

async function changeOne(ctx: Context, userId: string, act: UserAct): Promise<string | null> {
  try {
    await perform(ctx, userId, act);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

async function perform(ctx: Context, userId: string, act: UserAct): Promise<unknown> {
  switch (act.kind) {
    case 'activate':
      return activateDeveloper(ctx, { userId });
    case 'deactivate':
      return deactivateDeveloper(ctx, { userId, suspendPersonalKeys: act.suspendPersonalKeys });
    case 'invite':
      return inviteUser(ctx, { userId });
    case 'move': {
      // A super admin of one organization is not known to be one of another.
      const { organizationId, apps } = act;
      return moveDeveloper(ctx, { userId, organizationId, apps, role: 'team_member', teamIds: [] });
    }
    case 'delete':
      return deleteUser(ctx, { userId, apps: act.apps });
  }
}
