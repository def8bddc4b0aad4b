import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import { endChangesWithoutKey, holdOpenChanges } from '../access-requests/end-changes';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';
import { nextOperation } from './next-operation';

/** Whose keys shall end: one, all of a request, of an app, or of an organization. */
export type RevocationScope =
  | { credentialId: string }
  | { accessRequestId: string }
  | { appId: string }
  | { organizationId: string };

/** Every state from which a key can still be ended. */
const LIVE = ['awaiting_claim', 'provisioning', 'active', 'failed'] as const;

/**
 * Sets every live credential of the scope to `revoking`, inside the caller's change: whatever was being done with it is
 * void from here on, its mailed links are dead, a change of its plan or products ends with it, and its end is pursued
 * until it is proven. Answers which keys it was; a second call finds none. The caller has decided that the actor may.
 */
export async function requestRevocations(
  ctx: Context,
  unit: Unit,
  scope: RevocationScope,
  reason: string,
): Promise<{ credentialIds: string[] }> {
  await holdOpenChanges(unit.tx, scope);
  const ended = await unit.tx
    .update(credentials)
    .set({
      status: 'revoking',
      ...nextOperation,
      revokeRequestedAt: sql`now()`,
      revokedBy: userIdOf(ctx.actor),
      revokeReason: reason,
    })
    .where(and(within(scope), inArray(credentials.status, [...LIVE])))
    .returning({
      id: credentials.id,
      organizationId: credentials.organizationId,
      accessRequestId: credentials.accessRequestId,
    });
  for (const { id, organizationId, accessRequestId } of ended) {
    await unit.audit('credential.revoke_requested', { kind: 'credential', id, organizationId }, { reason });
    await voidTokens(unit.tx, { purpose: 'confirm_request', subjectId: accessRequestId });
    await unit.enqueue({ kind: 'credential.sync', credentialId: id });
  }
  await endChangesWithoutKey(unit, [...new Set(ended.map(({ accessRequestId }) => accessRequestId))]);
  return { credentialIds: ended.map(({ id }) => id) };
}

function within(scope: RevocationScope): SQL {
  if ('credentialId' in scope) return eq(credentials.id, scope.credentialId);
  if ('accessRequestId' in scope) return eq(credentials.accessRequestId, scope.accessRequestId);
  if ('appId' in scope) return eq(credentials.appId, scope.appId);
  return eq(credentials.organizationId, scope.organizationId);
}
