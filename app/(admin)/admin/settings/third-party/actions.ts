'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeThirdParty } from '@/core/third-party/change-third-party';
import { renewThirdPartySecret } from '@/core/third-party/renew-secret';
import { tryThirdParty } from '@/core/third-party/try-third-party';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';
import { checked, whole } from '../form-values';

const addresses = z.object({
  /** 0: nothing is saved yet. */
  version: z.coerce.number().int().nonnegative(),
  webhookUrl: z.string().default(''),
  redirectUrl: z.string().default(''),
  answerDays: whole,
  reachesPrivate: checked,
});

/** The first time it answers the secret, which is shown this once. */
export const changeThirdPartyAction = formAction(addresses, async (ctx, input) => {
  const { secret } = await changeThirdParty(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return { message: 'Saved.', ...(secret && { shownSecret: secret }) };
});

/** Answers the new secret, which is shown this once. */
export const renewThirdPartySecretAction = formAction(z.object({}), async (ctx) => {
  const { secret } = await renewThirdPartySecret(ctx);
  revalidatePath('/admin/settings', 'layout');
  return { message: 'There is a new secret.', shownSecret: secret };
});

/** Sends a test message while the admin waits, and says what the other system answered. */
export const tryThirdPartyAction = formAction(z.object({}), async (ctx) => {
  const delivery = await tryThirdParty(ctx, wiring().outbound);
  return delivery.isTaken
    ? `It was taken: status ${delivery.status} after ${delivery.ms} ms.`
    : `It was not taken. ${delivery.reason}`;
});
