import { asc, eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';

/**
 * Puts the pages into this order. Throws `conflict` when these are not exactly the pages there are: one came or went
 * since the list was opened.
 */
export async function orderPages(ctx: Context, input: { pageIds: readonly string[] }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const present = await unit.tx
      .select({ id: pages.id, slug: pages.slug })
      .from(pages)
      .orderBy(asc(pages.position), asc(pages.title))
      .for('update');
    const slugs = new Map(present.map(({ id, slug }) => [id, slug]));
    const known = new Set(input.pageIds.filter((id) => slugs.has(id)));
    const isWhole = known.size === present.length && input.pageIds.length === present.length;
    if (!isWhole) throw conflict('A page came or went meanwhile. Open the list again and order it then.');
    for (const [position, id] of input.pageIds.entries()) {
      await unit.tx.update(pages).set({ position }).where(eq(pages.id, id));
    }
    const order = { from: present.map(({ slug }) => slug), to: input.pageIds.map((id) => slugs.get(id)) };
    await unit.audit('page.changed', { kind: 'page', id: null }, { order });
  });
}
