import { and, asc, eq, exists, isNull, sql } from 'drizzle-orm';
import { accessRequestProducts, accessRequests, apps, credentials } from '@/db/schema';
import type { Context } from '../context';
import { can } from '../policy';
import { visibleCredentials } from '../visibility';

/** A key that somebody can call a product with: named, never shown. */
export type UsableKey = { credentialId: string; appName: string; name: string; lastFour: string };

const KEYS_MAX = 50;

/** The person's keys for a product that would work now: their apps' first by name. None for who may have none shown. */
export async function listUsableKeys(ctx: Context, input: { productId: string }): Promise<UsableKey[]> {
  if (ctx.actor.kind !== 'developer') return [];
  const opensProduct = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(accessRequestProducts)
      .where(
        and(
          eq(accessRequestProducts.accessRequestId, credentials.accessRequestId),
          eq(accessRequestProducts.productId, input.productId),
        ),
      ),
  );
  const rows = await ctx.db
    .select({
      credentialId: credentials.id,
      appName: apps.name,
      name: credentials.name,
      planName: sql<string>`${accessRequests.terms} ->> 'displayName'`,
      lastFour: credentials.lastFour,
      app: {
        organizationId: apps.organizationId,
        ownerId: apps.ownerId,
        visibility: apps.visibility,
        teamId: apps.teamId,
      },
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .where(
      and(
        eq(credentials.status, 'active'),
        isNull(credentials.suspendedAt),
        sql`${credentials.keySealed} is not null`,
        sql`coalesce(${credentials.expiresAt} > now(), true)`,
        opensProduct,
        visibleCredentials(ctx.db, ctx.actor),
      ),
    )
    .orderBy(asc(apps.name), asc(credentials.createdAt))
    .limit(KEYS_MAX);
  return rows
    .filter(({ app }) => can(ctx.actor, 'credential.reveal', app))
    .map(({ credentialId, appName, name, planName, lastFour }) => ({
      credentialId,
      appName,
      name: name || planName,
      lastFour,
    }));
}
