'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { pressed } from '@/components/forms/pressed';
import { changeCatalog } from '@/core/catalogs/change-catalog';
import { createCatalog } from '@/core/catalogs/create-catalog';
import { deleteCatalog } from '@/core/catalogs/delete-catalog';
import { moveCatalog } from '@/core/catalogs/move-catalog';
import { setAudience } from '@/core/catalogs/set-audience';
import { setCatalogPlans } from '@/core/catalogs/set-plans';
import { setCatalogProducts } from '@/core/catalogs/set-products';
import { formAction } from '@/server/form-action';
import { audience, catalogFacts, changedCatalog, deletion, move, ordered } from './schemas';
import { sightWords } from './sight-words';

/** Leads to the content of the new catalog, which is empty. */
export const createCatalogAction = formAction(catalogFacts, async (ctx, input) => {
  const { slug } = await createCatalog(ctx, input);
  revalidatePath('/admin/catalogs', 'layout');
  redirect(`/admin/catalogs/${slug}/content`);
});

/** Answers who gained and who lost sight of the products; follows the catalog to its new address. */
export const changeCatalogAction = formAction(
  changedCatalog.extend({ shownSlug: z.string().catch('') }),
  async (ctx, { shownSlug, ...input }) => {
    const { slug, sight } = await changeCatalog(ctx, input);
    revalidatePath('/admin/catalogs', 'layout');
    // The page stands at the old address, where there is nothing any more.
    if (slug !== shownSlug) redirect(`/admin/catalogs/${slug}`);
    return sightWords(sight, 'this catalog');
  },
);

/** Sets the organizations and teams of a private catalog; those that were not `among` the shown ones stay. */
export const setAudienceAction = formAction(audience, async (ctx, input) => {
  const { sight } = await setAudience(ctx, input);
  revalidatePath('/admin/catalogs', 'layout');
  return sightWords(sight, 'this catalog');
});

/** Products and their order, also by buttons that move one line, so that it works without JavaScript. */
export const setCatalogProductsAction = formAction(ordered, async (ctx, { ids, press, add, ...catalog }) => {
  const { sight, carts } = await setCatalogProducts(ctx, { ...catalog, productIds: pressed(ids, press, add) });
  revalidatePath('/admin/catalogs', 'layout');
  const emptied = carts === 0 ? '' : ` ${carts === 1 ? '1 cart' : `${carts} carts`} lost what is no longer here.`;
  return `${sightWords(sight, 'one of the products')}${emptied}`;
});

/** Plans and their order, by the same buttons as the products. */
export const setCatalogPlansAction = formAction(ordered, async (ctx, { ids, press, add, ...catalog }) => {
  const { people } = await setCatalogPlans(ctx, { ...catalog, planIds: pressed(ids, press, add) });
  revalidatePath('/admin/catalogs', 'layout');
  if (people === 0) return 'Saved.';
  return `Saved. ${people === 1 ? '1 person chooses' : `${people} people choose`} from these plans now.`;
});

/** Puts the catalog before another one; before nothing is the end of the list. */
export const moveCatalogAction = formAction(move, async (ctx, { catalogId, before }) => {
  await moveCatalog(ctx, { catalogId, before: before || null });
  revalidatePath('/admin/catalogs', 'layout');
  return '';
});

/** Leads back to the list. */
export const deleteCatalogAction = formAction(deletion, async (ctx, input) => {
  await deleteCatalog(ctx, input);
  revalidatePath('/admin/catalogs', 'layout');
  redirect('/admin/catalogs');
});
