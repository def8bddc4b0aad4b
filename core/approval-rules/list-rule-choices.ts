import { asc } from 'drizzle-orm';
import { catalogs, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import type { Named } from './told-conditions';

/** What the conditions of a rule can name. */
export type RuleChoices = { plans: Named[]; products: Named[]; catalogs: Named[] };

/** What the conditions of a rule can name. Throws `not_found` for all but portal admins. */
export async function listRuleChoices(ctx: Context): Promise<RuleChoices> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const read = (table: typeof plans | typeof products | typeof catalogs) =>
    ctx.db.select({ id: table.id, name: table.displayName }).from(table).orderBy(asc(table.displayName), asc(table.id));
  return { plans: await read(plans), products: await read(products), catalogs: await read(catalogs) };
}
