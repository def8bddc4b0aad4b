import { eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockPage } from './lock-page';

/** Deletes a page for good; the audit event keeps its words. Throws `conflict` when it was changed since `version`. */
export async function deletePage(ctx: Context, input: { pageId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    await unit.tx.delete(pages).where(eq(pages.id, page.id));
    const { title, slug, isPublished } = page;
    const body = isPublished ? page.body : (page.draftBody ?? page.body);
    await unit.audit('page.deleted', { kind: 'page', id: page.id }, { title, slug, isPublished, body });
  });
}
