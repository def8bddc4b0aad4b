import { count, max } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { refusingTakenSlugs } from './lock-page';
import { PAGES_MAX, type PageAddress, type PageWords, parsePageAddress, parsePageWords } from './page-fields';

/** Makes a page as a draft, after the others. Throws `invalid`, also for an address that another page has. */
export async function createPage(
  ctx: Context,
  input: PageWords & PageAddress,
): Promise<{ pageId: string; slug: string }> {
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { title, body } = parsePageWords(input);
    const address = parsePageAddress(input);
    const [present] = await unit.tx.select({ pages: count(), last: max(pages.position) }).from(pages);
    if ((present?.pages ?? 0) >= PAGES_MAX)
      throw conflict(`There can be at most ${PAGES_MAX} pages. Delete one first.`);
    const pageId = newId();
    const draft = { title, draftTitle: title, draftBody: body, position: (present?.last ?? -1) + 1 };
    await refusingTakenSlugs(() => unit.tx.insert(pages).values({ id: pageId, ...address, ...draft }));
    await unit.audit('page.created', { kind: 'page', id: pageId }, { title, ...address });
    return { pageId, slug: address.slug };
  });
}
