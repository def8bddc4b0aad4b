import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { apps, catalogPlans, type FormField, plans } from '@/db/schema';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { livePlans } from '../offered';
import { approvesAtOnce } from '../plans/approves-at-once';
import type { Limits } from '../plans/limits-of-policy';
import { authorize } from '../policy';
import { mergeFields } from '../settings/form-fields';
import { visibleApps } from '../visibility';
import { fitsGateway } from './offered-plans';
import { requestsUsed } from './plan-allowance';
import { type CartItem, readCart } from './read-items';

/** The apps to choose from; who has more looks for them by name elsewhere. */
const APPS_MAX = 200;

/** A product in a cart. */
export type CartProduct = { id: string; slug: string; name: string; summary: string };
/** A plan that can be chosen. */
export type PlanChoice = Limits & {
  id: string;
  name: string;
  description: string;
  keyLifetimeDays: number | null;
  autoApprove: boolean;
  /** How many requests may still be made, or null when as many as one likes. */
  allowance: { left: number; of: number; days: number } | null;
};
/** Products of one catalog at one gateway: one request, one key. */
export type CartGroup = {
  catalogId: string;
  catalogSlug: string;
  catalogName: string;
  gatewayId: string;
  products: CartProduct[];
  plans: PlanChoice[];
  fields: FormField[];
};
/** Somebody's cart, in groups of what makes one request. */
export type Cart = {
  groups: CartGroup[];
  /** In the cart, but not to be had any more. */
  gone: { catalogId: string; productId: string }[];
  apps: { id: string; name: string }[];
  /** Whether a new app will be shared with the organization. */
  sharesNewApps: boolean;
};

/** The actor's cart, ready to be asked for. */
export async function getCart(ctx: Context): Promise<Cart> {
  const { actor } = ctx;
  authorize(actor, 'cart.change');
  if (!isActiveDeveloper(actor)) throw forbidden();
  const held = await readCart(ctx.db, actor);
  const items = held.filter((item) => item.isAvailable);
  const gone = held.flatMap((item) =>
    item.isAvailable ? [] : [{ catalogId: item.catalogId, productId: item.productId }],
  );
  const sharesNewApps = !actor.organization.isDefault;
  if (items.length === 0) return { groups: [], gone, apps: [], sharesNewApps };
  const offers = await readOffers(ctx, actor, [...new Set(items.map(({ catalogId }) => catalogId))]);
  const groups = groupsOf(items, offers, held[0]?.portalFields ?? []);
  return { groups, gone, apps: await readApps(ctx, actor), sharesNewApps };
}

/** A plan where it is offered. */
export type Offer = PlanChoice & { catalogId: string; gatewayId: string | null };

function groupsOf(
  items: readonly CartItem[],
  offers: readonly Offer[],
  portalFields: readonly FormField[],
): CartGroup[] {
  const groups = new Map<string, CartGroup & { asked: FormField[][] }>();
  for (const item of items) {
    const { catalogId, catalogSlug, catalogName, gatewayId } = item;
    const key = `${catalogId} ${gatewayId}`;
    const group = groups.get(key) ?? {
      ...{ catalogId, catalogSlug, catalogName, gatewayId, products: [], fields: [], asked: [] },
      plans: offers.filter((plan) => plan.catalogId === catalogId && fitsGateway(plan, gatewayId)).map(toChoice),
    };
    group.products.push({ id: item.productId, slug: item.slug, name: item.name, summary: item.summary });
    group.asked.push(item.requestFields);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ asked, ...group }) => ({ ...group, fields: mergeFields(portalFields, ...asked) }));
}

/** What a form shows of a plan. */
export function toChoice({ catalogId: _catalog, gatewayId: _gateway, ...choice }: Offer): PlanChoice {
  return choice;
}

/** The plans that can be chosen in these catalogs, with what their allowances leave; one query. */
export async function readOffers(ctx: Context, actor: DeveloperActor, catalogIds: readonly string[]): Promise<Offer[]> {
  const rows = await ctx.db
    .select({
      catalogId: catalogPlans.catalogId,
      gatewayId: plans.gatewayId,
      id: plans.id,
      name: plans.displayName,
      description: plans.description,
      rateRequests: plans.rateRequests,
      ratePerSeconds: plans.ratePerSeconds,
      quotaRequests: plans.quotaRequests,
      quotaPeriodSeconds: plans.quotaPeriodSeconds,
      keyLifetimeDays: plans.keyLifetimeDays,
      autoApprove: approvesAtOnce,
      of: plans.requestAllowance,
      days: plans.allowancePeriodDays,
      used: requestsUsed(actor),
    })
    .from(catalogPlans)
    .innerJoin(plans, eq(plans.id, catalogPlans.planId))
    .where(and(inArray(catalogPlans.catalogId, [...catalogIds]), livePlans()))
    .orderBy(asc(catalogPlans.position), asc(plans.displayName));
  return rows.map(({ of, days, used, ...plan }) => ({
    ...plan,
    allowance: of !== null && days !== null ? { left: Math.max(0, of - (used ?? 0)), of, days } : null,
  }));
}

async function readApps(ctx: Context, actor: DeveloperActor) {
  return ctx.db
    .select({ id: apps.id, name: apps.name })
    .from(apps)
    .where(visibleApps(actor))
    .orderBy(desc(apps.createdAt))
    .limit(APPS_MAX);
}
