'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { submitChange } from '@/core/access-requests/submit-change';
import { formAction } from '@/server/form-action';
import { fieldsBelow } from '@/server/sent-fields';

/** Boxes come as one text or several. Answers come as `answers.<name>`; what nobody asked is dropped by the verb. */
const change = z
  .looseObject({
    credentialId: z.uuid(),
    catalogId: z.uuid(),
    // What is missing is told by the verb.
    planId: z.union([z.uuid(), z.literal('')]).default(''),
    productIds: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)]).default([]),
    submissionKey: z.uuid(),
    version: z.coerce.number().int(),
  })
  .transform(({ credentialId, catalogId, planId, productIds, submissionKey, version, ...rest }) => ({
    credentialId,
    catalogId,
    planId,
    productIds,
    submissionKey,
    version,
    answers: fieldsBelow(rest, 'answers'),
  }));

/** Asks for other terms of a key that works, and leads to the request. The key goes on as it is until then. */
export const submitChangeAction = formAction(change, async (ctx, input) => {
  const { requestId } = await submitChange(ctx, input);
  revalidatePath('/', 'layout');
  redirect(`/requests/${requestId}`);
});
