import { eq, sql } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { type Unit, violatedConstraint } from '../mutate';
import { authorize, can } from '../policy';

/** A page that is held for this change. */
export type PageRow = typeof pages.$inferSelect;

/**
 * The page under its lock, for who may change it. Throws `not_found` for those who may not know of drafts, `forbidden`
 * for admins who only read, and `conflict` when it was changed since `version`.
 */
export async function lockPage(ctx: Context, unit: Unit, input: { pageId: string; version: number }): Promise<PageRow> {
  if (!can(ctx.actor, 'settings.read') && !can(ctx.actor, 'settings.change')) throw notFound();
  const [page] = await unit.tx.select().from(pages).where(eq(pages.id, input.pageId)).for('update');
  if (!page) throw notFound();
  authorize(ctx.actor, 'settings.change');
  if (page.version !== input.version) {
    throw conflict('Somebody else changed this page meanwhile. Open it again to see it as it is.');
  }
  return page;
}

/** Writes a part of the page that `lockPage` holds. Throws `invalid` when another page has the address. */
export async function writePage(unit: Unit, page: PageRow, wanted: Partial<PageRow>): Promise<void> {
  await refusingTakenSlugs(() =>
    unit.tx
      .update(pages)
      .set({ ...wanted, version: sql`${pages.version} + 1`, updatedAt: sql`now()` })
      .where(eq(pages.id, page.id)),
  );
}

/** Says beside the field that another page has this address. */
export async function refusingTakenSlugs<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) === 'pages_slug') throw invalid('slug', 'Another page has this address.');
    throw error;
  }
}

/** What an audit event says was changed: only the parts that differ. */
export function pageChanges<Part extends object>(
  from: Part,
  to: Partial<Part>,
): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(to) as (keyof Part & string)[];
  const changed = names.filter((name) => from[name] !== to[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: from[name], to: to[name] }]));
}
