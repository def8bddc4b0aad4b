import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { lockPage, pageChanges, writePage } from './lock-page';

/** Throws the draft of a published page away; what is live stays. Throws `conflict` when there is none. */
export async function discardPageDraft(ctx: Context, input: { pageId: string; version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    if (!page.isPublished) throw conflict('This page has nothing but its draft. Delete the page instead.');
    if (page.draftTitle === null || page.draftBody === null) throw conflict('This page has no draft.');
    await writePage(unit, page, { draftTitle: null, draftBody: null });
    const draft = { title: page.draftTitle, body: page.draftBody };
    const detail = { title: page.title, discarded: pageChanges(draft, { title: page.title, body: page.body }) };
    await unit.audit('page.changed', { kind: 'page', id: page.id }, detail);
  });
}
