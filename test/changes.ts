import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type ChangeSubmission, submitChange } from '@/core/access-requests/submit-change';
import type { Context } from '@/core/context';
import type { Database } from '@/db/client';
import { accessRequests, catalogs, plans, products } from '@/db/schema';
import type { World } from './world';

/** What a form of the key's page sends: Payments and Weather on the standard plan, unless told. */
export function changeWish(world: World, credentialId: string, wish: Partial<ChangeSubmission> = {}): ChangeSubmission {
  return {
    credentialId,
    catalogId: world.publicCatalog.id,
    planId: world.standard.id,
    productIds: [world.payments.id, world.weather.id],
    answers: {},
    submissionKey: randomUUID(),
    ...wish,
  };
}

/** Asks for a change as this person. */
export function askForChange(ctx: Context, world: World, credentialId: string, wish: Partial<ChangeSubmission> = {}) {
  return submitChange(ctx, changeWish(world, credentialId, wish));
}

/**
 * The plan that approves by itself, for a key on another one; the same form however often it is sent. Knows the world
 * by its rows alone.
 */
export async function takeFreePlan(ctx: Context, credentialId: string) {
  const idOf = async (table: typeof plans | typeof catalogs | typeof products, slug: string) => {
    const [row] = await ctx.db.select({ id: table.id }).from(table).where(eq(table.slug, slug));
    return row?.id ?? '';
  };
  return submitChange(ctx, {
    credentialId,
    catalogId: await idOf(catalogs, 'public'),
    planId: await idOf(plans, 'free'),
    productIds: [await idOf(products, 'payments'), await idOf(products, 'weather')],
    answers: {},
    submissionKey: credentialId,
  });
}

/** A request as its row is now. */
export async function requestRow(db: Database, requestId: string) {
  const [row] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
  if (!row) throw new Error('there is no such request');
  return row;
}
