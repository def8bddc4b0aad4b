import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockCredential } from './lock-credential';
import { requestRevocations } from './request-revocations';

/** As a key that came to the end of its grace by itself. */
const REASON = 'Replaced by a new key';

/**
 * Ends a replaced key before its grace is over; the new one is not touched. Throws `not_found`, `forbidden`, and
 * `conflict` for a key that was not replaced or has ended: nobody ends the only one that works by mistake.
 */
export async function endReplacedNow(ctx: Context, input: { credentialId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.extend', resource);
    if (row.status !== 'active') throw conflict('This key has ended already.');
    if (!row.retiringAt || !row.endsAt) throw conflict('This key was not replaced. Revoke it to end it.');
    const { id, organizationId } = row;
    const detail = { from: row.endsAt.toISOString(), to: 'now' };
    await unit.audit('credential.grace_changed', { kind: 'credential', id, organizationId }, detail);
    await requestRevocations(ctx, unit, { credentialId: id }, REASON);
  });
  await ctx.fault('revoke.afterCommit');
}
