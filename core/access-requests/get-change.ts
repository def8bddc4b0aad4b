import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isId } from '@/db/ids';
import { accessRequestProducts, accessRequests, credentials, type PlanTerms, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { visibleAccessRequests } from '../visibility';

export type ChangedProduct = { id: string; name: string };

/** A request that asks to change a key, beside what the key has or had. */
export type ChangeOfKey = {
  /** The request whose key it changes. */
  contractId: string;
  /** The key that it is about: the current one, else the newest. Null when none was ever made. */
  credential: {
    id: string;
    name: string;
    lastFour: string;
    status: string;
    isSuspended: boolean;
    /** Why the gateway has not taken the change yet; null while all is well or when it has. */
    trouble: string | null;
  } | null;
  planFrom: PlanTerms;
  planTo: PlanTerms;
  added: ChangedProduct[];
  removed: ChangedProduct[];
  kept: ChangedProduct[];
  /** The end of the key's life as the change would have it: counted from the approval. Days; null for never. */
  lifetimeDays: number | null;
};

/**
 * What a request changes about a key: compared with what the key has now, or with what it had before the change was
 * granted. Null for a request that makes a key of its own. Throws `not_found`.
 */
export async function getChange(ctx: Context, input: { requestId: string }): Promise<ChangeOfKey | null> {
  if (!isId(input.requestId)) throw notFound();
  const contract = alias(accessRequests, 'contract');
  const [row] = await ctx.db
    .select({
      changesRequestId: accessRequests.changesRequestId,
      terms: accessRequests.terms,
      replaced: accessRequests.replaced,
      termsNow: contract.terms,
    })
    .from(accessRequests)
    .leftJoin(contract, eq(contract.id, accessRequests.changesRequestId))
    .where(and(eq(accessRequests.id, input.requestId), visibleAccessRequests(ctx.db, ctx.actor)));
  if (!row) throw notFound();
  const { changesRequestId: contractId, terms, replaced, termsNow } = row;
  if (!contractId || !termsNow) return null;
  const asked = await readProducts(ctx, input.requestId);
  const had = replaced
    ? await readByIds(
        ctx,
        replaced.products.map(({ productId }) => productId),
      )
    : await readProducts(ctx, contractId);
  const isIn = (list: readonly ChangedProduct[]) => (product: ChangedProduct) =>
    list.some(({ id }) => id === product.id);
  return {
    contractId,
    credential: await readKey(ctx, contractId),
    planFrom: replaced?.terms ?? termsNow,
    planTo: terms,
    added: asked.filter((product) => !isIn(had)(product)),
    removed: had.filter((product) => !isIn(asked)(product)),
    kept: asked.filter(isIn(had)),
    lifetimeDays: terms.keyLifetimeDays,
  };
}

function readProducts(ctx: Context, requestId: string): Promise<ChangedProduct[]> {
  return ctx.db
    .select({ id: products.id, name: products.displayName })
    .from(accessRequestProducts)
    .innerJoin(products, eq(products.id, accessRequestProducts.productId))
    .where(eq(accessRequestProducts.accessRequestId, requestId))
    .orderBy(asc(products.displayName));
}

async function readByIds(ctx: Context, ids: readonly string[]): Promise<ChangedProduct[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .select({ id: products.id, name: products.displayName })
    .from(products)
    .where(inArray(products.id, [...ids]))
    .orderBy(asc(products.displayName));
}

async function readKey(ctx: Context, contractId: string): Promise<ChangeOfKey['credential']> {
  const [key] = await ctx.db
    .select({
      id: credentials.id,
      name: credentials.name,
      lastFour: credentials.lastFour,
      status: credentials.status,
      suspendedAt: credentials.suspendedAt,
      lastError: credentials.lastError,
    })
    .from(credentials)
    .where(eq(credentials.accessRequestId, contractId))
    .orderBy(
      desc(sql`(${credentials.status} = 'active' and ${credentials.retiringAt} is null)`),
      desc(credentials.generation),
    )
    .limit(1);
  if (!key) return null;
  const { suspendedAt, lastError, ...rest } = key;
  return { ...rest, isSuspended: suspendedAt !== null, trouble: lastError?.replace(/[.]$/, '') ?? null };
}
