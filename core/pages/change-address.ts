import type { Context } from '../context';
import { mutate } from '../mutate';
import { lockPage, pageChanges, writePage } from './lock-page';
import { type PageAddress, parsePageAddress } from './page-fields';

/**
 * Changes where a page stands and who may read it, at once: nobody should wait for a publication to be locked out.
 * Throws `invalid`, and `conflict` when the page was changed since `version`.
 */
export async function changePageAddress(
  ctx: Context,
  input: PageAddress & { pageId: string; version: number },
): Promise<{ slug: string }> {
  return mutate(ctx, async (unit) => {
    const page = await lockPage(ctx, unit, input);
    const address = parsePageAddress(input);
    await writePage(unit, page, address);
    const detail = { title: page.title, changes: pageChanges(page, address) };
    await unit.audit('page.changed', { kind: 'page', id: page.id }, detail);
    return { slug: address.slug };
  });
}
