import { holdOwner } from '../admins/hold-owner';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import type { AdminRole } from './actor';
import { type AdminWish, checkAdminWish, insertAdmin } from './new-admin';
import { hashPassword } from './passwords';
import { mintToken } from './tokens';

const LINK_HOURS = 24;

/**
 * Makes a portal admin. Without a password the answer holds a link, good once for a day, by which they set one; it
 * exists nowhere else. Throws `forbidden` for everybody but the operator and owners, `invalid`, `conflict` when the
 * address is taken.
 */
export async function createAdmin(
  ctx: Context,
  input: AdminWish & { role: AdminRole },
): Promise<{ userId: string; link: string | null }> {
  authorize(ctx.actor, 'admin.create');
  const { portalName } = await readSettings(ctx.db);
  const wish = checkAdminWish(input, portalName);
  const passwordHash = wish.password === null ? null : await hashPassword(wish.password);
  return mutate(ctx, async (unit) => {
    await holdOwner(unit, ctx.actor);
    const userId = await insertAdmin(unit, wish, { role: input.role, passwordHash });
    if (passwordHash !== null) return { userId, link: null };
    const token = await mintToken(unit.tx, { purpose: 'reset_password', subjectId: userId, hours: LINK_HOURS });
    return { userId, link: `${ctx.portalUrl}/auth/reset/code?token=${token}` };
  });
}
