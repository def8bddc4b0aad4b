import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockPage, writePage } from './lock-page';

/** Makes a page a draft again: nobody but admins sees it. A newer draft stays. Throws `conflict` when it is one. */
export async function unpublishPage(ctx: Context, input: { pageId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    if (!page.isPublished) throw conflict('This page is a draft already.');
    const draft = { draftTitle: page.draftTitle ?? page.title, draftBody: page.draftBody ?? page.body };
    await writePage(unit, page, { isPublished: false, ...draft });
    await unit.audit('page.unpublished', { kind: 'page', id: page.id }, { title: page.title, slug: page.slug });
  });
}
