import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { gateways, organizations, settings, teams } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { parseOrganizationName } from '../organizations/parse-organization-name';

/** Any number that is not used elsewhere as an advisory lock of a transaction. */
const BASICS_LOCK = 7_310_244_520;

/** The first gateway, as the environment names it. */
export type EnvironmentGateway = { controlUrl: string; secret: string; gatewayOrgId: string; proxyUrl: string };

/**
 * What every portal has from its first start: settings, the default organization with its default team, and the gateway
 * that the environment names (which wins at every start). Harmless to repeat, and for several processes at once.
 */
export async function ensureBasics(ctx: Context, input: { gateway: EnvironmentGateway }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${BASICS_LOCK})`);
    await tx.insert(settings).values({ portalInstance: randomUUID() }).onConflictDoNothing();
    await ensureDefaultOrganization({ ...ctx, db: tx });
    await ensureGateway({ ...ctx, db: tx }, input.gateway);
  });
}

async function ensureDefaultOrganization(ctx: Context): Promise<void> {
  const [existing] = await ctx.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.isDefault, true));
  if (existing) return;
  await mutate(ctx, async (unit) => {
    const id = newId();
    const name = 'Default organization';
    await unit.tx.insert(organizations).values({ id, ...parseOrganizationName(name), isDefault: true });
    await unit.tx.insert(teams).values({ organizationId: id, name: 'Default team', isDefault: true });
    await unit.audit('organization.created', { kind: 'organization', id, organizationId: id }, { name });
  });
}

async function ensureGateway(ctx: Context, wanted: EnvironmentGateway): Promise<void> {
  const [existing] = await ctx.db.select().from(gateways).where(eq(gateways.fromEnvironment, true));
  const { secret, ...fields } = wanted;
  if (existing) {
    if (isSame(ctx, existing, wanted)) return;
    await mutate(ctx, async (unit) => {
      const secretSealed = ctx.secrets.seal(secret, gatewaySeal(existing.id));
      await unit.tx
        .update(gateways)
        .set({ ...fields, secretSealed })
        .where(eq(gateways.id, existing.id));
      await unit.audit('gateway.changed', { kind: 'gateway', id: existing.id }, { controlUrl: wanted.controlUrl });
      // It may be another one now, and a corrected secret takes its problem back.
      await unit.enqueue({ kind: 'gateway.synchronize', gatewayId: existing.id });
    });
    return;
  }
  await mutate(ctx, async (unit) => {
    const id = newId();
    await unit.tx.insert(gateways).values({
      id,
      ...fields,
      name: 'Gateway',
      fromEnvironment: true,
      // Whoever starts the portal chose this address.
      reachesPrivate: true,
      sentinelId: randomUUID().replaceAll('-', ''),
      secretSealed: ctx.secrets.seal(secret, gatewaySeal(id)),
    });
    await unit.audit('gateway.added', { kind: 'gateway', id }, { controlUrl: wanted.controlUrl });
    await unit.enqueue({ kind: 'gateway.synchronize', gatewayId: id });
  });
}

/** What a gateway's secret is bound to. */
export function gatewaySeal(gatewayId: string): string {
  return `gateway:${gatewayId}`;
}

function isSame(ctx: Context, existing: typeof gateways.$inferSelect, wanted: EnvironmentGateway): boolean {
  return (
    existing.controlUrl === wanted.controlUrl &&
    existing.proxyUrl === wanted.proxyUrl &&
    existing.gatewayOrgId === wanted.gatewayOrgId &&
    openOrNull(ctx, existing) === wanted.secret
  );
}

/** With another PORTAL_SECRET than before the old seal does not open; the environment's secret is then sealed anew. */
function openOrNull(ctx: Context, existing: typeof gateways.$inferSelect): string | null {
  try {
    return ctx.secrets.open(existing.secretSealed, gatewaySeal(existing.id));
  } catch {
    return null;
  }
}
