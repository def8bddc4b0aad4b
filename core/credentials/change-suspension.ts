import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { credentials, organizations } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { nextOperation } from './next-operation';

/** Whose keys: one, those of an app, of an organization, or those that stopped when the organization was suspended. */
export type SuspensionScope =
  | { credentialId: string }
  | { appIds: readonly string[] }
  | { organizationId: string }
  | { stoppedWithOrganizationId: string };

/**
 * Sets active keys of the scope to suspended, or back, inside the caller's change; the gateway follows by itself.
 * Answers which keys it was; those that are so already are left alone. The caller has decided that the actor may.
 */
export async function changeSuspension(
  ctx: Context,
  unit: Unit,
  scope: SuspensionScope,
  wish: 'suspended' | 'resumed',
): Promise<{ credentialIds: string[] }> {
  const isSuspending = wish === 'suspended';
  const changed = await unit.tx
    .update(credentials)
    .set({
      suspendedAt: isSuspending ? sql`now()` : null,
      suspendedBy: isSuspending ? userIdOf(ctx.actor) : null,
      ...nextOperation,
    })
    .where(
      and(
        within(scope),
        eq(credentials.status, 'active'),
        isSuspending ? isNull(credentials.suspendedAt) : isNotNull(credentials.suspendedAt),
      ),
    )
    .returning({ id: credentials.id, organizationId: credentials.organizationId });
  for (const { id, organizationId } of changed) {
    const event = isSuspending ? 'credential.suspended' : 'credential.resumed';
    await unit.audit(event, { kind: 'credential', id, organizationId });
    await unit.enqueue({ kind: 'credential.sync', credentialId: id });
  }
  return { credentialIds: changed.map(({ id }) => id) };
}

function within(scope: SuspensionScope): SQL {
  if ('credentialId' in scope) return eq(credentials.id, scope.credentialId);
  if ('appIds' in scope) return inArray(credentials.appId, [...scope.appIds]);
  if ('organizationId' in scope) return eq(credentials.organizationId, scope.organizationId);
  return stoppedWith(scope.stoppedWithOrganizationId);
}

/**
 * Suspended in the moment in which the organization was. A replacement is born with the moment of the key before it,
 * which has gone through a JavaScript date: microseconds do not count.
 */
function stoppedWith(organizationId: string): SQL {
  return sql`${credentials.organizationId} = ${organizationId} and exists (select 1 from ${organizations}
    where ${organizations.id} = ${organizationId} and ${organizations.status} = 'suspended'
      and ${credentials.suspendedAt} > ${organizations.decidedAt} - interval '1 millisecond'
      and ${credentials.suspendedAt} < ${organizations.decidedAt} + interval '1 millisecond')`;
}
