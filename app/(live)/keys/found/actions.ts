'use server';

import { z } from 'zod';
import { reportFoundKey } from '@/core/credentials/report-found-key';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const found = z.object({
  key: z.string().trim().min(1, 'Paste the key that you found.').max(4_000, 'This is too long.'),
});

/** For anybody, logged in or not, who found a key in the open. */
export const reportFoundKeyAction = formAction(found, async (ctx, input) => {
  const { isKnown } = await reportFoundKey(ctx, wiring().gateways, input);
  return isKnown
    ? 'This is a key of this portal. Thank you: whoever has to act on it is told.'
    : 'This portal does not know this key.';
});
