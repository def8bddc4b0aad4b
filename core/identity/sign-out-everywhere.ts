import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { mutate } from '../mutate';
import { endSessions } from './end-sessions';

/** Ends every session of the person who asks, this one too; answers how many. Throws `unauthenticated` for nobody. */
export async function signOutEverywhere(ctx: Context): Promise<{ ended: number }> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  return mutate(ctx, async (unit) => {
    const ended = await endSessions(unit.tx, { userId: actor.userId });
    await unit.audit('user.signed_out_everywhere', { kind: 'user', id: actor.userId }, { ended });
    return { ended };
  });
}
