import type { Context } from '../context';
import { conflict } from '../errors';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSuspension } from './change-suspension';
import { lockCredential } from './lock-credential';

/**
 * Lets a suspended key work again, with its own expiry. Throws `not_found`, `forbidden`, and `conflict` where it is not
 * suspended or its lifetime is over.
 */
export async function resumeCredential(ctx: Context, input: { credentialId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.suspend', resource);
    await holdSuperAdmin(unit, ctx.actor, row.organizationId);
    if (row.status !== 'active' || !row.suspendedAt) throw conflict('This key is not suspended.');
    if (row.expiresAt && row.expiresAt <= ctx.now()) throw conflict('The lifetime of this key is over. Regenerate it.');
    await changeSuspension(ctx, unit, { credentialId: row.id }, 'resumed');
  });
}
