import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { accessRequests, apps, credentials, gateways } from '@/db/schema';
import type { Context } from '../../context';
import type { KeyName } from '../../ports/gateway-keys';
import { credentialSeal } from '../key-secrets';

/** A credential as the saga needs it, with its gateway and the database's clock at the moment of reading. */
export type KeyRow = NonNullable<Awaited<ReturnType<typeof readKeyRow>>>;

/** Null: there is no such credential. */
export async function readKeyRow(db: Pick<Database, 'select'>, credentialId: string) {
  const [row] = await db
    .select({
      id: credentials.id,
      organizationId: credentials.organizationId,
      appId: credentials.appId,
      accessRequestId: credentials.accessRequestId,
      generation: credentials.generation,
      status: credentials.status,
      wanted: credentials.wanted,
      keyIdSealed: credentials.keyIdSealed,
      keySealed: credentials.keySealed,
      keyDigest: credentials.keyDigest,
      gatewayKeyHash: credentials.gatewayKeyHash,
      isImported: credentials.isImported,
      activeAt: credentials.activeAt,
      lastFour: credentials.lastFour,
      expiresAt: credentials.expiresAt,
      suspendedAt: credentials.suspendedAt,
      retiringAt: credentials.retiringAt,
      endsAt: credentials.endsAt,
      graceSeconds: credentials.graceSeconds,
      putFence: credentials.putFence,
      operation: credentials.operation,
      settlingSince: credentials.settlingSince,
      firstProofAt: credentials.firstProofAt,
      settledAt: credentials.settledAt,
      attempts: credentials.attempts,
      nextLookAt: credentials.nextLookAt,
      claimedBy: credentials.claimedBy,
      revokeReason: credentials.revokeReason,
      requestStatus: accessRequests.status,
      appDeletedAt: apps.deletedAt,
      gateway: {
        id: gateways.id,
        name: gateways.name,
        controlUrl: gateways.controlUrl,
        secretSealed: gateways.secretSealed,
        gatewayOrgId: gateways.gatewayOrgId,
        sentinelId: gateways.sentinelId,
        revocationDelaySeconds: gateways.revocationDelaySeconds,
        lastProblem: gateways.lastProblem,
      },
      dbNow: sql`now()`.mapWith(credentials.createdAt),
    })
    .from(credentials)
    .innerJoin(gateways, eq(gateways.id, credentials.gatewayId))
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(eq(credentials.id, credentialId));
  return row ?? null;
}

/**
 * How long a write must be watched: the longest call that the plan allows, and the gateway's session cache. Seconds.
 */
export function settleSeconds(row: Pick<KeyRow, 'wanted'> & { gateway: { revocationDelaySeconds: number } }): number {
  return row.wanted.settleSeconds + row.gateway.revocationDelaySeconds;
}

/** Opens the id that the portal drew. Throws for a row that has none: it is not the saga's. */
export function openKeyId(ctx: Context, row: Pick<KeyRow, 'id' | 'keyIdSealed'>): string {
  if (!row.keyIdSealed) throw new Error('this credential has no key id');
  return ctx.secrets.open(row.keyIdSealed, credentialSeal(row.id));
}

/** Opens the key; null where the portal holds none. */
export function openKey(ctx: Context, row: Pick<KeyRow, 'id' | 'keySealed'>): string | null {
  return row.keySealed && ctx.secrets.open(row.keySealed, credentialSeal(row.id));
}

type Named = Pick<KeyRow, 'id' | 'keyIdSealed' | 'keySealed' | 'isImported' | 'gatewayKeyHash'>;

/**
 * The name to read by: the key while we hold it, else the id in every form (provisioning.md 0.1). An attached key has no
 * id, so it is the hash by which it was attached.
 */
export function readName(ctx: Context, row: Named): KeyName {
  const key = openKey(ctx, row);
  if (key !== null) return { key };
  return row.isImported ? { hash: hashOf(row) } : { id: openKeyId(ctx, row) };
}

/** The name by which a key is proven gone: every form of its id, as far as it has one. */
export function endName(ctx: Context, row: Named): KeyName {
  return row.isImported ? readName(ctx, row) : { id: openKeyId(ctx, row) };
}

function hashOf(row: Named): string {
  if (!row.gatewayKeyHash) throw new Error('this credential was attached by nothing');
  return row.gatewayKeyHash;
}
