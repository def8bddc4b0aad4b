import type { Context } from '../context';
import { forbidden, invalid } from '../errors';
import { canonicalEmail } from '../identity/email-address';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { eraseMember } from './erase-member';
import { lockMember } from './lock-member';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/** What may be typed instead of the email address. */
const DELETE_WORD = 'DELETE';

/**
 * Deletes the account of the developer who asks, after a fresh proof that it is they and the typed address. In a real
 * organization their apps go to the chosen colleague or a super admin, in the default one they end with their keys.
 * Throws `proof_needed`, `invalid` for `typed` and `toUserId`, `forbidden` for portal admins (another owner removes
 * them), and `conflict` for the last super admin.
 */
export async function deleteOwnAccount(
  ctx: Context,
  input: { typed: string; toUserId?: string | undefined },
): Promise<{ credentialIds: string[] }> {
  await requireFreshProof(ctx);
  const { actor } = ctx;
  if (actor.kind !== 'developer') throw forbidden('An owner of the portal removes the accounts of its admins.');
  authorize(actor, 'profile.change', { userId: actor.userId });
  return mutate(ctx, async (unit) => {
    const member = await lockMember(unit, actor, actor.userId);
    const typed = input.typed.trim();
    if (typed !== DELETE_WORD && canonicalEmail(typed) !== member.email) {
      throw invalid('typed', `Type ${member.email} or ${DELETE_WORD}.`);
    }
    await refuseLastSuperAdmin(unit, member);
    const { id, organizationId } = member;
    const { credentialIds, apps } = await eraseMember(ctx, unit, member, {
      apps: 'hand_over',
      toUserId: input.toUserId,
    });
    await unit.audit('user.deleted', { kind: 'user', id, organizationId }, { apps, keysEnded: credentialIds.length });
    return { credentialIds };
  });
}
