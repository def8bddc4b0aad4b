import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockPage, pageChanges, writePage } from './lock-page';

/** Shows the draft to the page's audience. Throws `conflict` when there is nothing new, or nothing to read. */
export async function publishPage(ctx: Context, input: { pageId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    if (page.draftTitle === null || page.draftBody === null) throw conflict('This page has no draft to publish.');
    if (page.draftBody === '') throw conflict('This page says nothing yet. Write its text first.');
    const words = { title: page.draftTitle, body: page.draftBody };
    await writePage(unit, page, { ...words, isPublished: true, draftTitle: null, draftBody: null });
    const live = page.isPublished ? { title: page.title, body: page.body } : { title: '', body: '' };
    const detail = { title: words.title, slug: page.slug, changes: pageChanges(live, words) };
    await unit.audit('page.published', { kind: 'page', id: page.id }, detail);
  });
}
