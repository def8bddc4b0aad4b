import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { parseReason } from '../access-requests/parse-reason';
import type { Context } from '../context';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';

/**
 * Says no to a developer who waits to be let in, with a reason that they are told by mail; *Activate developer* still
 * lets them in later. Throws `not_found`, `forbidden`, `invalid` without a reason, `conflict` for who does not wait.
 */
export async function declineDeveloper(ctx: Context, input: { userId: string; reason: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const developer = await lockDeveloper(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.activate', { userId: developer.id });
    if (developer.status !== 'pending') throw conflict(`${developer.name} does not wait for a decision any more.`);
    const reason = parseReason(input.reason, 'the developer is');
    const { id, organizationId } = developer;
    await unit.tx
      .update(users)
      .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id));
    await endSessions(unit.tx, { userId: id });
    await voidLinks(unit.tx, id);
    await unit.audit('user.declined', { kind: 'user', id, organizationId }, { from: developer.status, reason });
    await unit.mail({ message: 'registration-declined', to: { userId: id }, subjectId: id, facts: { reason } });
  });
}
