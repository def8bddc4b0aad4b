'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeEmailSettings } from '@/core/settings/change-email';
import { tryMailServer } from '@/core/settings/try-mail-server';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';
import { version } from '../form-values';

const field = z.string().max(500).default('');
const email = z.object({ version, mailFromName: field, mailFromAddress: field, mailReplyTo: field });

/** Who mails come from; empty fields mean the environment’s sender. */
export const changeEmailSettingsAction = formAction(email, async (ctx, input) => {
  await changeEmailSettings(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return 'Saved. The next mail comes from this sender.';
});

/** Sends a mail to the admin who asks, while they wait, so that the server’s own answer can be shown. */
export const tryMailServerAction = formAction(z.object({}), async (ctx) => {
  const { address } = await tryMailServer(ctx, wiring().mailer);
  return `The mail server took the test mail for ${address}.`;
});
