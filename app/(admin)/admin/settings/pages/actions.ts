'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changePageAddress } from '@/core/pages/change-address';
import { createPage } from '@/core/pages/create';
import { deletePage } from '@/core/pages/delete';
import { discardPageDraft } from '@/core/pages/discard-draft';
import { orderPages } from '@/core/pages/order';
import { publishPage } from '@/core/pages/publish';
import { savePageDraft } from '@/core/pages/save-draft';
import { unpublishPage } from '@/core/pages/unpublish';
import { formAction } from '@/server/form-action';
import { version } from '../form-values';

const text = z.string().default('');
const audience = z.enum(['everybody', 'signed_in'], 'Choose who may read the page.');
const page = z.object({ pageId: z.string(), version });
const moved = z.object({ pageIds: z.string(), move: z.string() });

/** Leads to the new page, a draft. */
export const createPageAction = formAction(
  z.object({ title: text, body: text, slug: text, audience }),
  async (ctx, input) => {
    const { slug } = await createPage(ctx, input);
    revalidatePath('/', 'layout');
    redirect(`/admin/settings/pages/${slug}`);
  },
);

/** Keeps the next wording; readers go on seeing the live one. */
export const savePageDraftAction = formAction(page.extend({ title: text, body: text }), async (ctx, input) => {
  await savePageDraft(ctx, input);
  revalidatePath('/', 'layout');
  return 'The draft is saved.';
});

/** Counts at once, without a publication: nobody should wait for one to be locked out. */
export const changePageAddressAction = formAction(page.extend({ slug: text, audience }), async (ctx, input) => {
  const { slug } = await changePageAddress(ctx, input);
  revalidatePath('/', 'layout');
  redirect(`/admin/settings/pages/${slug}`);
});

/** Shows the draft to the page’s audience. */
export const publishPageAction = formAction(page, async (ctx, input) => {
  await publishPage(ctx, input);
  revalidatePath('/', 'layout');
  return 'The page is live.';
});

/** Hides the page from everybody but admins. */
export const unpublishPageAction = formAction(page, async (ctx, input) => {
  await unpublishPage(ctx, input);
  revalidatePath('/', 'layout');
  return 'The page is a draft again.';
});

/** Throws the draft of a live page away. */
export const discardPageDraftAction = formAction(page, async (ctx, input) => {
  await discardPageDraft(ctx, input);
  revalidatePath('/', 'layout');
  return 'The draft is discarded.';
});

/** Leads back to the list. */
export const deletePageAction = formAction(page, async (ctx, input) => {
  await deletePage(ctx, input);
  revalidatePath('/', 'layout');
  redirect('/admin/settings/pages');
});

/** The list as it was shown, and which entry goes one up or down: works without JavaScript, and says when it is stale. */
export const orderPagesAction = formAction(moved, async (ctx, { pageIds, move }) => {
  await orderPages(ctx, { pageIds: withOneMoved(pageIds.split(','), move) });
  revalidatePath('/', 'layout');
  return 'The order is saved.';
});

function withOneMoved(ids: string[], move: string): string[] {
  const [id = '', way] = move.split('.');
  const from = ids.indexOf(id);
  const to = way === 'up' ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
