'use server';

import { z } from 'zod';
import { testKey } from '@/core/try-it/test-key';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const one = z.object({ credentialId: z.uuid(), apiId: z.uuid().optional() });
const pasted = z.object({
  product: z.string().max(200),
  api: z.string().max(200),
  pasted: z.string().max(4_000).default(''),
});

/** One action for both: a key of one's own, or one that was pasted on a page of an API. */
export const testKeyAction = formAction(z.union([one, pasted]), async (ctx, input) => {
  const { gateways, outbound } = wiring();
  const keyTest = await testKey(ctx, { gateways, outbound }, input);
  return { message: keyTest.title, keyTest };
});
