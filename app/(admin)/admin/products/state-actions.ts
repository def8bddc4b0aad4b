'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { deleteProduct } from '@/core/products/delete';
import { deprecateProduct } from '@/core/products/deprecate';
import { publishProduct } from '@/core/products/publish';
import { retireProduct } from '@/core/products/retire';
import { undeprecateProduct } from '@/core/products/undeprecate';
import { unpublishProduct } from '@/core/products/unpublish';
import { formAction } from '@/server/form-action';
import { version } from '../settings/form-values';

const product = z.object({ productId: z.string(), version });

function refresh(): void {
  revalidatePath('/admin', 'layout');
}

/** Shows a draft to those who may see its catalogs. */
export const publishProductAction = formAction(product, async (ctx, input) => {
  await publishProduct(ctx, input);
  refresh();
  return 'Published.';
});

/** Makes it a draft again; refused while keys open it or requests wait for it. */
export const unpublishProductAction = formAction(product, async (ctx, input) => {
  await unpublishProduct(ctx, input);
  refresh();
  return 'It is a draft again: only admins see it.';
});

/** Announces the last day by mail; again only when the day changes. */
export const deprecateProductAction = formAction(
  product.extend({ sunsetOn: z.string().default(''), note: z.string().default('') }),
  async (ctx, input) => {
    const { isAnnounced } = await deprecateProduct(ctx, input);
    refresh();
    return isAnnounced
      ? 'Deprecated. Those who hold keys for it or watch it are told.'
      : 'Saved. Nobody is told again, since the last day is the same.';
  },
);

/** Takes the announced end back. */
export const undeprecateProductAction = formAction(product, async (ctx, input) => {
  await undeprecateProduct(ctx, input);
  refresh();
  return 'The deprecation is taken back.';
});

/** Ends the offer for good, and declines what still waits for it. */
export const retireProductAction = formAction(product, async (ctx, input) => {
  const { declined } = await retireProduct(ctx, input);
  refresh();
  return declined === 0 ? 'Retired.' : `Retired. Requests that waited for it were declined: ${declined}.`;
});

/** Leads back to the list. Only a draft that nobody ever asked for can go. */
export const deleteProductAction = formAction(product, async (ctx, input) => {
  await deleteProduct(ctx, input);
  refresh();
  redirect('/admin/products');
});
