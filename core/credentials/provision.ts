import { and, eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { credentialSeal, drawKeyId, keyIdDigest } from './key-secrets';

/** Whoever starts it tries at once by `kickSync`; the job follows in case that process dies. Seconds. */
const HEAD_START_SECONDS = 2;

/**
 * Draws the id and hands the row to the worker: from here on the key is being made. The id is chosen and committed
 * before the gateway hears of it, so that a retry overwrites the same key instead of making a second one.
 */
export async function provision(
  ctx: Context,
  unit: Unit,
  credential: { id: string; organizationId: string },
  options: { isKicked: boolean },
): Promise<void> {
  const keyId = drawKeyId();
  // An admin who has a key made anew does not hold it: it stays with those who share the app.
  const isPerson = ctx.actor.kind === 'developer' && options.isKicked;
  const [started] = await unit.tx
    .update(credentials)
    .set({
      status: 'provisioning',
      keyIdSealed: ctx.secrets.seal(keyId, credentialSeal(credential.id)),
      keyIdDigest: keyIdDigest(ctx, keyId),
      lastFour: keyId.slice(-4),
      claimedBy: isPerson ? userIdOf(ctx.actor) : null,
      claimedAt: sql`now()`,
      nextLookAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(credentials.id, credential.id), eq(credentials.status, 'awaiting_claim')))
    .returning({ lookAt: credentials.nextLookAt });
  if (!started?.lookAt) throw new Error('provision: the caller did not hold the row');
  const { id, organizationId } = credential;
  await unit.audit('credential.claimed', { kind: 'credential', id, organizationId });
  const runAt = new Date(started.lookAt.getTime() + (options.isKicked ? HEAD_START_SECONDS * 1000 : 0));
  await unit.enqueue({ kind: 'credential.sync', credentialId: id }, { runAt });
}
