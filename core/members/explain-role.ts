import type { Context } from '../context';
import { nameOfActor } from '../identity/actor';
import type { Unit } from '../mutate';

type Role = 'super_admin' | 'team_member';

/**
 * Explains that a member has another role: in the audit log, and to the member by mail and under the bell. Who cannot
 * log in is told nothing. Inside the caller's change, which has set it.
 */
export async function explainRole(
  ctx: Context,
  unit: Unit,
  member: { id: string; status: string; organizationId: string },
  change: { from: Role | null; to: Role; because?: string },
): Promise<void> {
  const { id: userId, organizationId } = member;
  await unit.audit('member.role_changed', { kind: 'user', id: userId, organizationId }, change);
  if (member.status !== 'active') return;
  const isSuperAdmin = change.to === 'super_admin';
  // Organizations are not told who works for the provider, here as in their history.
  const changedBy = ctx.actor.kind === 'admin' ? 'A portal admin' : nameOfActor(ctx.actor);
  const facts = { roleName: isSuperAdmin ? 'Super admin' : 'Team member', changedBy };
  await unit.mail({ message: 'member-changed', to: { userId }, subjectId: organizationId, facts });
  const title = isSuperAdmin ? 'You are a super admin now' : 'You are a team member now';
  await unit.notify({ userId, kind: 'member.role_changed', title, href: '/organization' });
}
