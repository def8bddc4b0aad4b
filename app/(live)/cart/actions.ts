'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addToCart } from '@/core/cart/add';
import { removeFromCart } from '@/core/cart/remove';
import { submitCartGroup } from '@/core/cart/submit';
import { formAction } from '@/server/form-action';
import { fieldsBelow } from '@/server/sent-fields';
import { pathAfterAsking } from '../requests/path-after-asking';

const offered = z.object({ catalogSlug: z.string().min(1), productSlug: z.string().min(1) });

/** Adding what is there already changes nothing. */
export const addToCartAction = formAction(offered, async (ctx, input) => {
  await addToCart(ctx, input);
  // The number beside the cart stands in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Added to your cart.';
});

const inCart = z.object({ catalogId: z.uuid(), productId: z.uuid() });

/** Takes one product of one catalog out. */
export const removeFromCartAction = formAction(inCart, async (ctx, input) => {
  await removeFromCart(ctx, input);
  revalidatePath('/', 'layout');
  return 'Removed from your cart.';
});

/** One group of the cart. Answers come as `answers.<name>`; unknown fields are left for parseAnswers to drop. */
const submission = z
  .looseObject({
    catalogId: z.uuid(),
    gatewayId: z.uuid(),
    // What is missing is told by the verb, together with everything else.
    planId: z.union([z.uuid(), z.literal('')]).default(''),
    appKind: z.enum(['new', 'existing'], 'Choose a new or an existing app.'),
    appName: z.string().default(''),
    appDescription: z.string().default(''),
    appId: z.union([z.uuid(), z.literal('')]).default(''),
    submissionKey: z.uuid(),
    productIds: z.string().max(4000),
  })
  .transform(({ appKind, appName, appDescription, appId, productIds, catalogId, gatewayId, planId, ...rest }) => ({
    catalogId,
    gatewayId,
    planId,
    submissionKey: rest.submissionKey,
    productIds: productIds.split(','),
    app:
      appKind === 'new'
        ? { kind: 'new' as const, name: appName, description: appDescription }
        : { kind: 'existing' as const, appId },
    answers: fieldsBelow(rest, 'answers'),
  }));

/**
 * Asks for one group of the cart, and leads to the request, or on to the other system that decides it. The same form
 * sent again answers the same.
 */
export const requestAccessAction = formAction(submission, async (ctx, input) => {
  const { requestId } = await submitCartGroup(ctx, input);
  revalidatePath('/', 'layout');
  redirect(await pathAfterAsking(ctx, requestId));
});
