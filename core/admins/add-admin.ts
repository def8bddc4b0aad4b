import type { Context } from '../context';
import { invalid } from '../errors';
import type { AdminRole } from '../identity/actor';
import { checkAdminWish, insertAdmin } from '../identity/new-admin';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { holdOwner } from './hold-owner';
import { inviteAdmin } from './invite-admin';
import { writeProducts } from './write-products';

/**
 * Makes a portal admin who chooses a password by a mailed link. For owners. Throws `invalid` beside the wrong field,
 * also for an address that has an account already: a developer's account cannot become an admin's.
 */
export async function addAdmin(
  ctx: Context,
  input: { firstName: string; lastName: string; email: string; role: AdminRole; productIds: readonly string[] },
): Promise<{ userId: string }> {
  authorize(ctx.actor, 'admin.manage');
  const { portalName } = await readSettings(ctx.db);
  const wish = checkAdminWish({ ...input, password: null }, portalName);
  return mutate(ctx, async (unit) => {
    await holdOwner(unit, ctx.actor);
    const userId = await insertAdmin(unit, wish, { role: input.role, passwordHash: null }).catch(asField);
    await writeProducts(unit, { userId, ...input });
    await inviteAdmin(ctx, unit, userId);
    return { userId };
  });
}

function asField(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'conflict') throw invalid('email', error.message);
  throw error;
}
