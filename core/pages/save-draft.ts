import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockPage, pageChanges, writePage } from './lock-page';
import { type PageWords, parsePageWords } from './page-fields';

/**
 * Keeps the next wording of a page; what is live stays until it is published. Throws `invalid`, and `conflict` when the
 * page was changed since `version`.
 */
export async function savePageDraft(
  ctx: Context,
  input: PageWords & { pageId: string; version: number },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    const { title, body } = parsePageWords(input);
    await writePage(unit, page, { draftTitle: title, draftBody: body });
    const before = { title: page.draftTitle ?? page.title, body: page.draftBody ?? page.body };
    const detail = { title: before.title, draft: pageChanges(before, { title, body }) };
    await unit.audit('page.changed', { kind: 'page', id: page.id }, detail);
  });
}
