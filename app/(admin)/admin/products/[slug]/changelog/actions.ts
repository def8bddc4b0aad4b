'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { deleteChange } from '@/core/changelog/delete-change';
import { editChange } from '@/core/changelog/edit-change';
import { publishChange } from '@/core/changelog/publish-change';
import { formAction } from '@/server/form-action';

const id = z.string().max(100);
const written = {
  title: z.string().max(1_000),
  body: z.string().max(200_000),
  publishedOn: z.string().max(40),
};

const published = z.object({ productId: id, changeId: id, isAnnounced: z.literal('on').optional(), ...written });

/** Announces the change by mail only where the box was checked. */
export const publishChangeAction = formAction(published, async (ctx, { isAnnounced, ...input }) => {
  await publishChange(ctx, { ...input, isAnnounced: isAnnounced === 'on' });
  revalidatePath('/admin/products', 'layout');
  return isAnnounced === 'on' ? 'Published. It is being announced.' : 'Published.';
});

const place = { productId: id, changeId: id, product: z.string().max(200) };

/** Refuses when somebody else edited it since it was `seen`; nobody is told again. */
export const editChangeAction = formAction(
  z.object({ ...place, seen: z.string().max(100), ...written }),
  async (ctx, { product, ...input }) => {
    await editChange(ctx, input);
    revalidatePath('/admin/products', 'layout');
    redirect(`/admin/products/${encodeURIComponent(product)}/changelog`);
  },
);

/** Leads back to the changelog. */
export const deleteChangeAction = formAction(z.object(place), async (ctx, { product, ...input }) => {
  await deleteChange(ctx, input);
  revalidatePath('/admin/products', 'layout');
  redirect(`/admin/products/${encodeURIComponent(product)}/changelog`);
});
