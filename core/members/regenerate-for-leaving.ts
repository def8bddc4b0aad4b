import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { replaceCredential } from '../credentials/replace-credential';
import { requestRevocations } from '../credentials/request-revocations';
import type { Unit } from '../mutate';

const REASON = 'Somebody who had the key has left.';
/** Nobody who left may go on: the old key ends as soon as the new one works. */
const GRACE_SECONDS = 0;

type Row = typeof credentials.$inferSelect;

/**
 * Orders new keys in the place of those that a leaver may know, inside the change in which they leave, which holds the
 * organization. What is replaced already ends at once; a replacement under way takes the old key with it; a failed one
 * gives way to another. Keys that nobody has been shown yet are left alone. Answers the new and the ended ones.
 */
export async function regenerateForLeaving(
  ctx: Context,
  unit: Unit,
  scope: { appIds: readonly string[]; credentialIds: readonly string[] },
): Promise<{ credentialIds: string[] }> {
  const known = await readKnown(unit, scope);
  const requestIds = [...new Set(known.map(({ requestId }) => requestId))].sort();
  const moving: string[] = [];
  for (const requestId of requestIds) {
    const ids = known.filter((key) => key.requestId === requestId).map(({ id }) => id);
    moving.push(...(await renewKeysOf(ctx, unit, requestId, ids)));
  }
  return { credentialIds: moving };
}

/** The keys that work now, of these apps and of these ids. */
function readKnown(
  unit: Unit,
  { appIds, credentialIds }: { appIds: readonly string[]; credentialIds: readonly string[] },
) {
  return unit.tx
    .select({ id: credentials.id, requestId: credentials.accessRequestId })
    .from(credentials)
    .where(
      and(
        eq(credentials.status, 'active'),
        or(inArray(credentials.appId, [...appIds]), inArray(credentials.id, [...credentialIds])),
      ),
    );
}

async function renewKeysOf(ctx: Context, unit: Unit, requestId: string, known: readonly string[]): Promise<string[]> {
  const rows = await unit.tx
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.accessRequestId, requestId),
        inArray(credentials.status, ['active', 'provisioning', 'failed']),
      ),
    )
    .orderBy(asc(credentials.generation))
    .for('update');
  const current = rows.find(({ id, status, retiringAt }) => status === 'active' && !retiringAt && known.includes(id));
  // One that was replaced and works until its grace is over ends now; so does a try that failed, to make room for
  // another.
  const over = rows.filter(
    ({ id, status, retiringAt }) => (retiringAt && known.includes(id)) || (status === 'failed' && current),
  );
  for (const { id } of over) await requestRevocations(ctx, unit, { credentialId: id }, REASON);
  const ended = over.map(({ id }) => id);
  if (!current) return ended;
  const making = rows.find(({ status }) => status === 'provisioning');
  if (making) {
    await endOldAtOnce(unit, making);
    return [...ended, making.id];
  }
  // An admin of the portal never holds a key, so the mail that it is ready goes to the app's people.
  const isKicked = ctx.actor.kind === 'developer';
  const { credentialId } = await replaceCredential(ctx, unit, current, { graceSeconds: GRACE_SECONDS, isKicked });
  return [...ended, credentialId];
}

async function endOldAtOnce(unit: Unit, making: Row): Promise<void> {
  await unit.tx
    .update(credentials)
    .set({ graceSeconds: GRACE_SECONDS })
    .where(and(eq(credentials.id, making.id), isNull(credentials.activeAt)));
}
