import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { revokeTokensOf } from '../api-tokens/revoke-tokens-of';
import type { Context } from '../context';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockAdmin, refuseOneselfAndLastOwner } from './lock-admin';

/**
 * Shuts an admin out, at once and until activated again; never oneself, never the last owner. Throws `not_found`,
 * `conflict`.
 */
export async function deactivateAdmin(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const admin = await lockAdmin(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'admin.manage');
    if (admin.status === 'inactive') throw conflict(`${admin.name} is deactivated already.`);
    refuseOneselfAndLastOwner(ctx.actor, admin, 'deactivate');
    await unit.tx
      .update(users)
      .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, admin.id));
    const ended = await endSessions(unit.tx, { userId: admin.id });
    const tokens = await revokeTokensOf(unit, admin.id, 'deactivated');
    await voidLinks(unit.tx, admin.id);
    await unit.audit('admin.deactivated', { kind: 'user', id: admin.id }, { ended, tokens });
    await unit.mail({ message: 'account-deactivated', to: { userId: admin.id }, subjectId: admin.id });
  });
}
