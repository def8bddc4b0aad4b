import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
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
 * organization. What is replaced already ends at once; a replacement under way takes the old key with it; a failed one gives
 * way to another. Keys that nobody has been shown yet are left alone. Answers the new and the ended ones.
 */
export async function regenerateForLeaving(
  ctx: Context,
  unit: Unit,
  scope: { appIds: readonly string[]; credentialIds: readonly string[] },
): Promise<{ credentialIds: string[] }> {
  const requestIds = await requestsOf(unit, scope);
  const moving: string[] = [];
  for (const requestId of requestIds) moving.push(...(await renewKeyOf(ctx, unit, requestId)));
  return { credentialIds: moving };
}

async function requestsOf(
  unit: Unit,
  { appIds, credentialIds }: { appIds: readonly string[]; credentialIds: readonly string[] },
): Promise<string[]> {
  const isActive = eq(credentials.status, 'active');
  const columns = { requestId: credentials.accessRequestId };
  const ofApps =
    appIds.length === 0
      ? []
      : await unit.tx
          .selectDistinct(columns)
          .from(credentials)
          .where(and(inArray(credentials.appId, [...appIds]), isActive));
  const named =
    credentialIds.length === 0
      ? []
      : await unit.tx
          .selectDistinct(columns)
          .from(credentials)
          .where(and(inArray(credentials.id, [...credentialIds]), isActive));
  return [...new Set([...ofApps, ...named].map(({ requestId }) => requestId))].sort();
}

async function renewKeyOf(ctx: Context, unit: Unit, requestId: string): Promise<string[]> {
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
  const ended: string[] = [];
  for (const row of rows.filter(({ retiringAt, status }) => retiringAt || status === 'failed')) {
    await requestRevocations(ctx, unit, { credentialId: row.id }, REASON);
    ended.push(row.id);
  }
  const current = rows.find(({ status, retiringAt }) => status === 'active' && !retiringAt);
  const making = rows.find(({ status }) => status === 'provisioning');
  if (!current) return ended;
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
