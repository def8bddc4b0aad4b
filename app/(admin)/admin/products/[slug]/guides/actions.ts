'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeGuide } from '@/core/guides/change-guide';
import { createGuide } from '@/core/guides/create-guide';
import { deleteGuide } from '@/core/guides/delete-guide';
import { moveGuide } from '@/core/guides/move-guide';
import { deleteImage } from '@/core/images/delete-image';
import { formAction } from '@/server/form-action';

const id = z.string().max(100);
const written = z.object({
  title: z.string().max(1_000),
  slug: z.string().max(1_000),
  body: z.string().max(200_000),
});
const place = z.object({ productId: id, product: z.string().max(200) });

/** Leads to the new guide. */
export const createGuideAction = formAction(place.extend(written.shape), async (ctx, { product, ...input }) => {
  const { slug } = await createGuide(ctx, input);
  revalidatePath('/admin/products', 'layout');
  redirect(`/admin/products/${encodeURIComponent(product)}/guides/${slug}`);
});

const changed = place.extend({ guideId: id, seen: z.string().max(100), was: z.string().max(200), ...written.shape });

/** Refuses when somebody else wrote since it was `seen`; follows the guide to its new address. */
export const changeGuideAction = formAction(changed, async (ctx, { product, was, ...input }) => {
  const { slug } = await changeGuide(ctx, input);
  revalidatePath('/admin/products', 'layout');
  // The page that it was written on is gone with its address.
  if (slug !== was) redirect(`/admin/products/${encodeURIComponent(product)}/guides/${slug}`);
  return 'Saved.';
});

const one = z.object({ productId: id, guideId: id });

/** One up or down in the product’s order. */
export const moveGuideAction = formAction(one.extend({ direction: z.enum(['up', 'down']) }), async (ctx, input) => {
  const { title } = await moveGuide(ctx, input);
  revalidatePath('/admin/products', 'layout');
  return `“${title}” was moved.`;
});

/** Leads back to the list of guides. */
export const deleteGuideAction = formAction(one.extend({ product: z.string().max(200) }), async (ctx, input) => {
  const { product, ...wish } = input;
  await deleteGuide(ctx, wish);
  revalidatePath('/admin/products', 'layout');
  redirect(`/admin/products/${encodeURIComponent(product)}/guides`);
});

/** Deletes a picture of the product’s texts. */
export const deletePictureAction = formAction(z.object({ imageId: id }), async (ctx, input) => {
  await deleteImage(ctx, input);
  revalidatePath('/admin/products', 'layout');
  return 'The picture is deleted.';
});
