import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { eraseMember } from './erase-member';
import { lockMember } from './lock-member';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/**
 * Deletes a developer's account for good, for portal admins. Apps of a real organization can be handed over to one of
 * its super admins; those of the default organization end. Answers the keys that end: they are `revoking`, and in sight
 * on the admins' home, until the gateway has proven it. An invite code's slot is not given back. Throws `not_found`,
 * `forbidden`, `invalid` for `apps`, and `conflict` for the last super admin and where nobody can take the apps over.
 */
export async function deleteUser(
  ctx: Context,
  input: { userId: string; apps: 'hand_over' | 'end' },
): Promise<{ credentialIds: string[] }> {
  return mutate(ctx, async (unit) => {
    const member = await lockMember(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.delete', { userId: member.id });
    const { id, organizationId, organization } = member;
    if (input.apps === 'hand_over' && organization.isDefault) {
      throw invalid('apps', 'In the default organization nobody can take apps over: they end.');
    }
    await refuseLastSuperAdmin(unit, member);
    const { credentialIds, apps } = await eraseMember(ctx, unit, member, input);
    const detail = { apps, choice: input.apps, keysEnded: credentialIds.length };
    await unit.audit('user.deleted', { kind: 'user', id, organizationId }, detail);
    return { credentialIds };
  });
}
