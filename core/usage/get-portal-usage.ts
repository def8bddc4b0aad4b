import { and, eq, isNotNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, organizations, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveAdmin } from '../identity/actor';
import { can } from '../policy';
import type { UsageFigures } from '../ports/usage';
import { linesBy, type UsageLine } from './lines-by';
import { type Measured, measure, type NoFigures } from './measure';
import { sumOf } from './tally';
import { livedIn, ofScope, readUsageKeys, type UsageScope } from './usage-keys';
import type { UsageRange } from './usage-range';

/** What all keys of the portal called, or those of one app or organization. */
export type PortalUsage = {
  /** What the figures are limited to; null for the whole portal. */
  scope: { kind: 'app' | 'organization'; id: string; name: string } | null;
  figures:
    | (Measured & {
        apps: UsageLine[];
        organizations: UsageLine[];
        /** All calls of a product's APIs by its slug, also by keys that the portal does not know; null where the scope is limited. */
        products: UsageLine[] | null;
      })
    | NoFigures;
};

/** What the portal's keys called, for admins. Throws `not_found` for everybody else, and for a scope that is not there. */
export async function getPortalUsage(
  ctx: Context,
  usage: UsageFigures | null,
  input: UsageScope & { range: UsageRange },
): Promise<PortalUsage> {
  if (!isActiveAdmin(ctx.actor) || !can(ctx.actor, 'usage.read')) throw notFound();
  const scope = await readScope(ctx, input);
  const keys = await readUsageKeys(ctx, and(livedIn(input.range), ofScope(input)));
  const measured = await measure(usage, keys, input.range);
  if (measured.outcome !== 'figures') return { scope, figures: measured };
  if (!usage) return { scope, figures: { outcome: 'off' } };
  const lines = scope ? null : await readProductLines(ctx, usage, input.range);
  if (lines === 'unavailable') return { scope, figures: { outcome: 'unavailable' } };
  return {
    scope,
    figures: {
      ...measured,
      apps: linesBy(keys, measured, ({ app }) => app),
      organizations: linesBy(keys, measured, ({ organization }) => organization),
      products: lines,
    },
  };
}

async function readScope(ctx: Context, { appId, organizationId }: UsageScope): Promise<PortalUsage['scope']> {
  const id = appId ?? organizationId;
  if (id === undefined) return null;
  if (!isId(id)) throw notFound();
  const [row] =
    appId === undefined
      ? await ctx.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, id))
      : await ctx.db.select({ name: apps.name }).from(apps).where(eq(apps.id, id));
  if (!row) throw notFound();
  return { kind: appId === undefined ? 'organization' : 'app', id, name: row.name };
}

async function readProductLines(
  ctx: Context,
  usage: UsageFigures,
  range: UsageRange,
): Promise<UsageLine[] | 'unavailable'> {
  const rows = await ctx.db
    .select({ id: products.slug, name: products.displayName, apiId: productApis.gatewayApiId })
    .from(products)
    .innerJoin(productApis, eq(productApis.productId, products.id))
    .where(isNotNull(productApis.gatewayApiId));
  const names = [...new Set(rows.flatMap(({ apiId }) => apiId ?? []))];
  const ask = ({ from, until }: { from: Date; until: Date }) =>
    usage.tally({ of: 'apis', names, from, until, each: 'whole', split: 'name' });
  const [now, before] = await Promise.all([ask(range), ask(range.before)]);
  if (now.outcome !== 'figures' || before.outcome !== 'figures') return 'unavailable';
  const apiIdsOf = new Map<string, { name: string; apiIds: Set<string> }>();
  for (const { id, name, apiId } of rows) {
    const known = apiIdsOf.get(id) ?? { name, apiIds: new Set() };
    if (apiId) known.apiIds.add(apiId);
    apiIdsOf.set(id, known);
  }
  return [...apiIdsOf]
    .map(([id, { name, apiIds }]) => ({
      id,
      name,
      now: sumOf(now.figures.filter((figure) => apiIds.has(figure.name ?? ''))),
      before: sumOf(before.figures.filter((figure) => apiIds.has(figure.name ?? ''))),
    }))
    .sort((one, other) => other.now.calls - one.now.calls || one.name.localeCompare(other.name));
}
