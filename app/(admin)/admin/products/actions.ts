'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addProductApis } from '@/core/products/add-apis';
import { changeProductAccess } from '@/core/products/change-access';
import { changeProductApis } from '@/core/products/change-apis';
import { changeProductCatalogs } from '@/core/products/change-catalogs';
import { changeProductDetails } from '@/core/products/change-details';
import { changeProductFields } from '@/core/products/change-fields';
import { changeProductLogo } from '@/core/products/change-logo';
import { createProduct } from '@/core/products/create';
import { removeProductApi } from '@/core/products/remove-api';
import { formAction } from '@/server/form-action';
import { several } from '@/server/sent-fields';
import { draftFieldsOf } from '../settings/draft-fields';
import { checked, version } from '../settings/form-values';
import { accessOf, accessSent, apiLinesOf } from './sent';

const PATH = '/admin/products';
const text = z.string().default('');
const product = z.object({ productId: z.string(), version });
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

/** Leads to the new product, a draft. */
export const createProductAction = formAction(
  accessSent.extend({ name: text, slug: text, summary: text }),
  async (ctx, { name, slug, summary, ...sent }) => {
    const made = await createProduct(ctx, { name, slug, summary, access: accessOf(sent) });
    refresh();
    redirect(`${PATH}/${made.slug}`);
  },
);

/** What is written about the product; follows it to its new address. */
export const changeDetailsAction = formAction(
  product.extend({
    oldSlug: text,
    name: text,
    slug: text,
    summary: text,
    description: text,
    tags: text,
    isFeatured: checked,
  }),
  async (ctx, { oldSlug, ...input }) => {
    const { slug } = await changeProductDetails(ctx, input);
    refresh();
    if (slug !== oldSlug) redirect(`${PATH}/${slug}`);
    return 'Saved.';
  },
);

/** The upload of one is a form of its own: a file does not come this way. */
export const removeLogoAction = formAction(z.object({ productId: z.string() }), async (ctx, input) => {
  await changeProductLogo(ctx, { ...input, file: null });
  refresh();
  return 'The logo is removed.';
});

/** Adds APIs of the product’s gateway, and one that is only documented, by its name. */
export const addApisAction = formAction(product.extend({ apiIds: several, name: text }), async (ctx, input) => {
  await addProductApis(ctx, input);
  refresh();
  return 'Added.';
});

/** Names, slugs, listen paths and order of the product’s APIs: all lines come in one form. */
export const changeApisAction = formAction(z.looseObject({ productId: z.string(), version }), async (ctx, sent) => {
  await changeProductApis(ctx, { productId: sent.productId, version: sent.version, apis: apiLinesOf(sent) });
  refresh();
  return 'Saved.';
});

/** Removes one API with its documents. */
export const removeApiAction = formAction(product.extend({ productApiId: z.string() }), async (ctx, input) => {
  await removeProductApi(ctx, input);
  refresh();
  return 'Removed. The documents of the other APIs are as they were.';
});

/** The policy by which keys may call the product, for keys that are made from now on. */
export const changeAccessAction = formAction(
  accessSent.extend({ productId: z.string(), version }),
  async (ctx, { productId, version: of, ...sent }) => {
    await changeProductAccess(ctx, { productId, version: of, access: accessOf(sent) });
    refresh();
    return 'Saved. Keys in force keep the policy that they have.';
  },
);

/** What is asked of whoever requests access to the product. */
export const changeFieldsAction = formAction(z.looseObject({ productId: z.string(), version }), async (ctx, sent) => {
  const requestFields = draftFieldsOf(sent, 'requestFields');
  await changeProductFields(ctx, { productId: sent.productId, version: sent.version, requestFields });
  refresh();
  return 'Saved.';
});

/** The catalogs that offer the product. */
export const changeCatalogsAction = formAction(product.extend({ catalogIds: several }), async (ctx, input) => {
  await changeProductCatalogs(ctx, input);
  refresh();
  return 'Saved.';
});
