'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { createApiToken } from '@/core/api-tokens/create-token';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { formAction } from '@/server/form-action';
import { newToken } from '@/server/token-forms';

const PAGE = '/admin/settings/tokens';

/** Answers the token with a call to try it by: both are shown this once. */
export const createTokenAction = formAction(newToken, async (ctx, input) => {
  const { token } = await createApiToken(ctx, input);
  revalidatePath(PAGE);
  const curl = `curl -H 'Authorization: Bearer ${token}' ${ctx.portalUrl}/api/v1/requests`;
  return { message: '', shownKey: { key: token, isOnlyTime: true, curl } };
});

/** Ends a token of any admin. */
export const revokeTokenAction = formAction(z.object({ tokenId: z.string() }), async (ctx, input) => {
  await revokeApiToken(ctx, input);
  revalidatePath(PAGE);
  return 'Revoked. The next call with it is refused.';
});
