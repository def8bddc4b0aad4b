import { eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { type LockedCredential, lockCredential } from './lock-credential';

/** For how long, from now, a replaced key goes on working; as people choose it. Seconds. */
const EXTENSIONS = { '1h': 3_600, '24h': 86_400, '7d': 604_800 } as const;
/** One of these times, as forms name it. */
export type Extension = keyof typeof EXTENSIONS;
/** All of them, the shortest first, for forms. */
export const extensions = Object.keys(EXTENSIONS) as Extension[];

/** Two keys for one purpose are a transition and no state. Days after the replacement. */
const GRACE_DAYS_MAX = 30;
const DAY_MS = 86_400_000;

/**
 * Lets a replaced key work longer, until so long from now; never shorter than it would have, and not for more than a
 * month after it was replaced. Throws `not_found`, `forbidden`, and `conflict` where no grace is running.
 */
export async function extendGrace(
  ctx: Context,
  input: { credentialId: string; extension: Extension },
): Promise<{ endsAt: Date }> {
  return mutate(ctx, async (unit) => {
    const locked = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.extend', locked.resource);
    const { id, organizationId } = locked.row;
    const { from, endsAt } = newEnd(locked, ctx.now(), EXTENSIONS[input.extension]);
    const lookAt = await moveEnd(unit, id, endsAt);
    const detail = { from: from.toISOString(), to: endsAt.toISOString() };
    await unit.audit('credential.grace_changed', { kind: 'credential', id, organizationId }, detail);
    await unit.enqueue({ kind: 'credential.sync', credentialId: id }, { runAt: lookAt });
    return { endsAt };
  });
}

function newEnd({ row, organization }: LockedCredential, now: Date, seconds: number): { from: Date; endsAt: Date } {
  if (organization.status !== 'active')
    throw conflict('The organization is not active, so its keys work no longer than before.');
  if (row.status !== 'active') throw conflict('This key has ended.');
  if (!row.retiringAt || !row.endsAt) throw conflict('This key was not replaced, so it has no end to move.');
  if (row.foundAt) throw conflict('This key was found in the open. End it as soon as you can.');
  const latest = row.retiringAt.getTime() + GRACE_DAYS_MAX * DAY_MS;
  const wished = now.getTime() + seconds * 1000;
  const endsAt = new Date(Math.min(wished, latest));
  if (endsAt > row.endsAt) return { from: row.endsAt, endsAt };
  if (wished > latest) throw conflict(`A replaced key works for at most ${GRACE_DAYS_MAX} days beside the new one.`);
  throw conflict('It works longer than that already. Choose a longer time.');
}

/**
 * The number of the operation goes up, so that a worker that looked at the old end books nothing any more. What is still
 * being proven is looked at as it was booked, what has settled at its new end. Answers when it is looked at next.
 */
async function moveEnd(unit: Unit, id: string, endsAt: Date): Promise<Date> {
  const expiry = sql`case when ${credentials.expiresAt} > now() then ${credentials.expiresAt} end`;
  const atItsEnd = sql`least(${endsAt.toISOString()}::timestamptz, ${expiry})`;
  const asBooked = sql`coalesce(${credentials.nextLookAt}, now())`;
  const [moved] = await unit.tx
    .update(credentials)
    .set({
      endsAt,
      operation: sql`${credentials.operation} + 1`,
      nextLookAt: sql`case when ${credentials.settledAt} is null then ${asBooked} else ${atItsEnd} end`,
      updatedAt: sql`now()`,
    })
    .where(eq(credentials.id, id))
    .returning({ lookAt: credentials.nextLookAt });
  if (!moved?.lookAt) throw new Error('extendGrace: the caller did not hold the row');
  return moved.lookAt;
}
