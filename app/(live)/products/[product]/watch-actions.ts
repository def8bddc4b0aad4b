'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { unwatchProduct } from '@/core/watching/unwatch-product';
import { watchProduct } from '@/core/watching/watch-product';
import { formAction } from '@/server/form-action';

const place = z.object({ slug: z.string().max(200) });

/** Watching twice is watching once. */
export const watchProductAction = formAction(place, async (ctx, input) => {
  const { name } = await watchProduct(ctx, input);
  revalidatePath('/', 'layout');
  return `You will hear of changes of ${name}.`;
});

/** Ends only the person’s own watch; whoever holds a key is told all the same. */
export const unwatchProductAction = formAction(place, async (ctx, input) => {
  const { name } = await unwatchProduct(ctx, input);
  revalidatePath('/', 'layout');
  return `You watch ${name} no longer.`;
});
