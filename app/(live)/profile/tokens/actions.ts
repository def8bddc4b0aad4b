'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { agentConfig } from '@/components/tokens/agent-config';
import { createAgentToken } from '@/core/api-tokens/create-agent-token';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { formAction } from '@/server/form-action';
import { newToken } from '@/server/token-forms';

const PAGE = '/profile/tokens';

/** Answers the token in the configuration of an agent: both are shown this once. */
export const createAgentTokenAction = formAction(newToken, async (ctx, input) => {
  const { token } = await createAgentToken(ctx, input);
  revalidatePath(PAGE);
  return { message: '', shownKey: { key: token, isOnlyTime: true, curl: agentConfig(ctx.portalUrl, token) } };
});

/** Ends one of one’s own tokens. */
export const revokeMyTokenAction = formAction(z.object({ tokenId: z.string() }), async (ctx, input) => {
  await revokeApiToken(ctx, input);
  revalidatePath(PAGE);
  return 'Revoked. The agent is refused from its next call on.';
});
