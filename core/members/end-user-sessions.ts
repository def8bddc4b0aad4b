import type { Context } from '../context';
import { endSessions } from '../identity/end-sessions';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';

/**
 * Signs a developer out of every browser, by a portal admin's hand; answers how many sessions ended. Doing it again
 * ends what was opened since. Throws `not_found`, `forbidden`.
 */
export async function endUserSessions(ctx: Context, input: { userId: string }): Promise<{ ended: number }> {
  return mutate(ctx, async (unit) => {
    const { id, organizationId } = await lockDeveloper(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'session.end', { userId: id });
    const ended = await endSessions(unit.tx, { userId: id });
    await unit.audit('user.signed_out_everywhere', { kind: 'user', id, organizationId }, { ended });
    return { ended };
  });
}
