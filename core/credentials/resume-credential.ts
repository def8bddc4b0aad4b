import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { changeSuspension } from './change-suspension';
import { lockCredential } from './lock-credential';

/**
 * Lets a suspended key work again, with its own expiry. Throws `not_found`, `forbidden`, and `conflict` where it is not
 * suspended, its lifetime is over, or the provider suspended it and its own people ask.
 */
export async function resumeCredential(ctx: Context, input: { credentialId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.suspend', resource);
    await holdSuperAdmin(unit, ctx.actor, row.organizationId);
    if (row.status !== 'active' || !row.suspendedAt) throw conflict('This key is not suspended.');
    if (row.expiresAt && row.expiresAt <= ctx.now()) throw conflict('The lifetime of this key is over. Regenerate it.');
    await refuseOverProvider(ctx, unit, row.suspendedBy);
    await changeSuspension(ctx, unit, { credentialId: row.id }, 'resumed');
  });
  await ctx.fault('suspend.afterCommit');
}

/** What the provider blocked is not for those to open who use it. */
async function refuseOverProvider(ctx: Context, unit: Unit, suspendedBy: string | null): Promise<void> {
  if (ctx.actor.kind !== 'developer' || suspendedBy === null) return;
  const [suspender] = await unit.tx.select({ kind: users.kind }).from(users).where(eq(users.id, suspendedBy));
  if (suspender?.kind === 'admin') throw conflict('The provider suspended this key. Ask them to resume it.');
}
