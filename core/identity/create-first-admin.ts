import { settings } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { readSettings } from '../settings/read';
import { deadLink, refuseDeadLink } from './dead-link';
import { hasAdmin } from './first-admin-link';
import { type AdminWish, checkAdminWish, insertAdmin } from './new-admin';
import { hashPassword } from './passwords';
import { spendToken, voidTokens } from './tokens';

/**
 * Makes the first portal admin, an owner, by the link from the server's log, which is the permission. Works as long as
 * there is no admin: then every such link is dead. Throws `invalid`, `conflict` for a link that does not work,
 * `too_many`.
 */
export async function createFirstAdmin(
  ctx: Context,
  input: AdminWish & { token: string; password: string },
): Promise<{ userId: string }> {
  const link = { purpose: 'first_admin', token: input.token } as const;
  await refuseDeadLink(ctx, link);
  const { portalName } = await readSettings(ctx.db);
  const wish = checkAdminWish(input, portalName);
  const passwordHash = await hashPassword(input.password);
  return mutate(ctx, async (unit) => {
    // Two links may be used at the same moment: the one row that there is lets the second see the first one's admin.
    const [portal] = await unit.tx.select({ id: settings.portalInstance }).from(settings).for('update');
    const spent = await spendToken(unit.tx, link);
    if (!spent || !portal || (await hasAdmin(unit.tx))) throw deadLink();
    await voidTokens(unit.tx, { purpose: 'first_admin', subjectId: portal.id });
    return { userId: await insertAdmin(unit, wish, { role: 'owner', passwordHash }) };
  });
}
