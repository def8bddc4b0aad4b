'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { addToCart } from '@/core/cart/add';
import { removeFromCart } from '@/core/cart/remove';
import { formAction } from '@/server/form-action';

const offered = z.object({ catalogSlug: z.string().min(1), productSlug: z.string().min(1) });

export const addToCartAction = formAction(offered, async (ctx, input) => {
  await addToCart(ctx, input);
  // The number beside the cart stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Added to your cart.';
});

const item = z.object({ catalogId: z.uuid(), productId: z.uuid() });

export const removeFromCartAction = formAction(item, async (ctx, input) => {
  await removeFromCart(ctx, input);
  revalidatePath('/', 'layout');
  return 'Removed from your cart.';
});
