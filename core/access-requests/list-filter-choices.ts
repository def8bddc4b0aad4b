import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

export type FilterChoices = { plans: { slug: string; name: string }[]; catalogs: { id: string; name: string }[] };

/** What requests can be filtered by: all plans and catalogs, archived ones too, because the history has them. */
export async function listRequestFilterChoices(ctx: Context): Promise<FilterChoices> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  const { rows } = await ctx.db.execute<{ kind: 'plan' | 'catalog'; value: string; name: string }>(sql`
    select 'plan' as kind, slug as value, display_name as name from plans
    union all select 'catalog', id::text, display_name from catalogs order by kind, name`);
  return {
    plans: rows.filter(({ kind }) => kind === 'plan').map(({ value, name }) => ({ slug: value, name })),
    catalogs: rows.filter(({ kind }) => kind === 'catalog').map(({ value, name }) => ({ id: value, name })),
  };
}
