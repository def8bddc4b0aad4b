import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions, users } from '@/db/schema';
import { asActor, type Context } from '../context';
import { DomainError } from '../errors';
import { mutate, type Unit } from '../mutate';
import type { AdminActor, DeveloperActor } from './actor';
import { loadActor } from './load-actor';
import { startSession } from './start-session';

/** A session that was just started, and whose it is. What they may do with it, their status says. */
export type Entrance = { sessionId: string; actor: DeveloperActor | AdminActor };

type Entry = {
  userId: string;
  userAgent: string;
  passwordHash?: string | null;
  /** What else has to hold, in the same change: a code that is taken, a link that is used up. Refuses by throwing. */
  proof?: (unit: Unit) => Promise<void>;
};

/**
 * Starts a session for somebody whose password, passkey or provider was believed a moment ago, and ends the one that
 * this browser carried before. `passwordHash`, where a password was believed, must still be the account's: a reset that
 * ends every session must not be followed by one that the old password started. Throws `unauthenticated`, and what
 * `proof` throws.
 */
export async function enter(ctx: Context, input: Entry): Promise<Entrance> {
  const asPerson = asActor(ctx, ctx.actor);
  return mutate(asPerson, async (unit) => {
    const user = await lockUser(unit, input.userId);
    const hasChanged = input.passwordHash !== undefined && user?.passwordHash !== input.passwordHash;
    if (!user || hasChanged || user.status === 'inactive' || user.status === 'unverified') throw overtaken();

    const sessionId = await startSession(ctx, unit.tx, {
      userId: user.id,
      kind: user.kind,
      userAgent: input.userAgent,
    });
    await endCarriedSession(ctx, unit);
    await unit.tx.update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, user.id));
    const actor = await loadActor(unit.tx, sessionId);
    if (actor.kind !== 'developer' && actor.kind !== 'admin') throw overtaken();
    // From here on it is they who act: the audit log shall not say "somebody".
    asPerson.actor = actor;
    await input.proof?.(unit);
    await unit.audit('user.logged_in', { kind: 'user', id: user.id });
    return { sessionId, actor };
  });
}

async function lockUser(unit: Unit, userId: string) {
  const [user] = await unit.tx
    .select({ id: users.id, kind: users.kind, status: users.status, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return user;
}

async function endCarriedSession(ctx: Context, unit: Unit): Promise<void> {
  if (ctx.actor.kind !== 'developer' && ctx.actor.kind !== 'admin') return;
  await unit.tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, ctx.actor.sessionId), isNull(sessions.endedAt)));
}

function overtaken(): DomainError {
  return new DomainError('unauthenticated', 'Your account changed while you were logging in. Try again.');
}
