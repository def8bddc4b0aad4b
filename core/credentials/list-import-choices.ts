import { asc, eq } from 'drizzle-orm';
import { gateways, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { livePlans, requestableProducts } from '../offered';
import { can } from '../policy';

/** The plans and products that a key of before can be brought under. */
export type ImportChoices = {
  /** A plan without a gateway goes with the products of any. */
  plans: { id: string; name: string; gatewayName: string | null; lifetimeDays: number | null }[];
  /** By gateway, then by name: a key lives at one gateway. */
  products: { id: string; name: string; gatewayName: string }[];
};

/** What an existing key can be attached to, for those who may attach one; `not_found` for everybody else. */
export async function listImportChoices(ctx: Context): Promise<ImportChoices> {
  if (!can(ctx.actor, 'credential.import')) throw notFound();
  return {
    plans: await ctx.db
      .select({
        id: plans.id,
        name: plans.displayName,
        gatewayName: gateways.name,
        lifetimeDays: plans.keyLifetimeDays,
      })
      .from(plans)
      .leftJoin(gateways, eq(gateways.id, plans.gatewayId))
      .where(livePlans())
      .orderBy(asc(gateways.name), asc(plans.displayName), asc(plans.id)),
    products: await ctx.db
      .select({ id: products.id, name: products.displayName, gatewayName: gateways.name })
      .from(products)
      .innerJoin(gateways, eq(gateways.id, products.gatewayId))
      .where(requestableProducts())
      .orderBy(asc(gateways.name), asc(products.displayName), asc(products.id)),
  };
}
