import type { Context } from '../context';
import { conflict } from '../errors';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSuspension } from './change-suspension';
import { lockCredential } from './lock-credential';

/**
 * Blocks a key without ending it: the gateway keeps it expired until it is resumed (provisioning.md 0.4). Throws
 * `not_found`, `forbidden`, and `conflict` where there is nothing to block or it is blocked already.
 */
export async function suspendCredential(ctx: Context, input: { credentialId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.suspend', resource);
    await holdSuperAdmin(unit, ctx.actor, row.organizationId);
    if (row.status !== 'active') throw conflict('Only an active key can be suspended.');
    if (row.suspendedAt) throw conflict('This key is suspended already.');
    await changeSuspension(ctx, unit, { credentialId: row.id }, 'suspended');
  });
  await ctx.fault('suspend.afterCommit');
}
