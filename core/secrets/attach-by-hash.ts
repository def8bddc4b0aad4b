import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Unit } from '../mutate';
import type { SealedRow } from './sealed-tables';

/**
 * Turns keys that the portal can open no more into attached ones: they go on being compared, changed, suspended and
 * ended by the name under which the gateway has them, and are not shown. Answers which: those that are being made, or
 * whose gateway keeps no hash, have no such name.
 */
export async function attachByHash(unit: Unit, rows: readonly SealedRow[]): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const attached = await unit.tx
    .update(credentials)
    .set({
      isImported: true,
      keySealed: null,
      keyIdSealed: null,
      // Filed under the lost secret: nobody could find a key by them, and by its hash anybody can who has it.
      keyIdDigest: null,
      keyDigest: null,
      // Whoever holds the row as it was writes nothing more.
      operation: sql`${credentials.operation} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        inArray(credentials.id, ids),
        inArray(credentials.status, ['active', 'revoking']),
        isNotNull(credentials.activeAt),
        isNotNull(credentials.gatewayKeyHash),
      ),
    )
    .returning({ id: credentials.id, organizationId: credentials.organizationId });
  for (const { id, organizationId } of attached) {
    await unit.audit('credential.seal_given_up', { kind: 'credential', id, organizationId });
  }
  return attached.map(({ id }) => id);
}
