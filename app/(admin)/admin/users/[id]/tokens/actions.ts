'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { formAction } from '@/server/form-action';

const tokenOf = z.object({ tokenId: z.string(), userId: z.uuid() });

/** Ends a token by which an agent acts for the developer. */
export const revokeTokenOfAction = formAction(tokenOf, async (ctx, input) => {
  await revokeApiToken(ctx, input);
  revalidatePath(`/admin/users/${input.userId}`);
  return 'Revoked. The agent is refused from its next call on.';
});
