import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { GRACE_SECONDS, type GracePeriod } from './grace-periods';
import { type LockedCredential, lockCredential } from './lock-credential';
import { replaceCredential } from './replace-credential';

/**
 * Orders a new key in the place of this one. The old one works until the new one is active, and then for the grace
 * period; a crash at any point leaves at least one that works. One replacement at a time. Throws `not_found`,
 * `forbidden`, and `conflict` where there is no current key to replace or one is being made already.
 */
export async function regenerateCredential(
  ctx: Context,
  input: { credentialId: string; grace: GracePeriod },
): Promise<{ credentialId: string }> {
  return mutate(ctx, async (unit) => {
    const locked = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.regenerate', locked.resource);
    refuseWithoutKey(locked);
    return replaceCredential(ctx, unit, locked.row, { graceSeconds: GRACE_SECONDS[input.grace], isKicked: true });
  });
}

function refuseWithoutKey({ row, organization }: LockedCredential): void {
  if (organization.status !== 'active') throw conflict('The organization is not active, so no key can be made for it.');
  if (row.status !== 'active')
    throw conflict('Only an active key can be regenerated. If this one has ended, ask for access again.');
  if (row.retiringAt) throw conflict('This key is being replaced already. Regenerate the new one.');
  if (row.suspendedAt) throw conflict('This key is suspended. Ask the provider to resume it first.');
}
