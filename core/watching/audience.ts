import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { mayBeSeenBy } from '../visibility';

type Reader = Pick<Database | Transaction, 'execute'>;

/** Who is told of a product's news: of its end also those who cannot see it any more, because nobody can. */
type Wish = { productId: string; isEnd: boolean };

/**
 * How many people an announcement of a product would reach now: who holds a key for it or watches it, and may see it.
 * Throws `not_found` for all but portal admins.
 */
export async function countAudience(ctx: Context, input: { productId: string }): Promise<number> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.productId)) throw notFound();
  const { rows } = await ctx.db.execute<{ people: number }>(
    sql`select count(*)::int as people from (${people({ productId: input.productId, isEnd: false })}) told`,
  );
  return rows[0]?.people ?? 0;
}

/** The next of them, by id, after the one who was told last. */
export async function readAudience(
  tx: Reader,
  wish: Wish & { after: string | null; limit: number },
): Promise<string[]> {
  const behind = wish.after === null ? sql`true` : sql`told.id > ${wish.after}::uuid`;
  const { rows } = await tx.execute<{ id: string }>(
    sql`select told.id from (${people(wish)}) told where ${behind} order by told.id limit ${wish.limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Each person once, whatever ties them to the product. Active developers of active organizations only. */
function people({ productId, isEnd }: Wish): SQL {
  const product = sql`${productId}::uuid`;
  return sql`select u.id from (${holders(product)} union
      select watching.user_id from product_watchers watching where watching.product_id = ${product}) tied (id)
    join users u on u.id = tied.id
    join organizations home on home.id = u.organization_id
    where u.kind = 'developer' and u.status = 'active' and u.deleted_at is null and home.status = 'active'
      and ${isEnd ? sql`true` : mayBeSeenBy(product)}`;
}

/** Whoever shares the app (policy.ts, `sharesApp`) of a key in force for the product. */
function holders(product: SQL): SQL {
  return sql`select member.id from
      (select distinct a.id, a.organization_id, a.owner_id, a.visibility, a.team_id, o.is_default
        from access_request_products asked
        join credentials c on c.access_request_id = asked.access_request_id and c.status = 'active'
        join apps a on a.id = c.app_id join organizations o on o.id = a.organization_id
        where asked.product_id = ${product} and a.deleted_at is null) app
    join users member on member.organization_id = app.organization_id
    where member.id = app.owner_id or (not app.is_default and (app.visibility = 'organization'
      or (app.visibility = 'team' and exists (select from team_members m
        where m.team_id = app.team_id and m.user_id = member.id))))`;
}
