'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { type Preview, previewMailTemplate } from '@/core/mail-templates/preview';
import { resetMailTemplate } from '@/core/mail-templates/reset';
import { restoreMailTemplate } from '@/core/mail-templates/restore';
import { saveMailTemplate } from '@/core/mail-templates/save';
import { sendTestMail } from '@/core/mail-templates/send-test';
import { resendMail } from '@/core/mails/resend-mail';
import { getContext } from '@/server/context';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const part = z.string().max(100_000).default('');
const wording = z.object({ subject: part, html: part, text: part });
const message = z.string().max(100);

const edited = wording.extend({ message, newest: z.coerce.number().int().min(0), button: z.string().default('save') });

/** *Save* and *Send me a test* are two buttons of one form: the test shows what stands in the fields now. */
export const saveMailTemplateAction = formAction(edited, async (ctx, { message, newest, button, ...typed }) => {
  if (button === 'test') {
    const { address } = await sendTestMail(ctx, wiring(), { message, wording: typed });
    return `Sent to ${address}. Nothing was saved.`;
  }
  await saveMailTemplate(ctx, wiring().renderer, { message, newest, wording: typed });
  revalidatePath('/admin/emails', 'layout');
  return 'Saved. The next mail uses it.';
});

/** Takes an admin’s wording out of use; its versions are kept. */
export const resetMailTemplateAction = formAction(z.object({ message }), async (ctx, input) => {
  await resetMailTemplate(ctx, wiring().renderer, input);
  revalidatePath('/admin/emails', 'layout');
  return 'The built-in wording is used again.';
});

const older = z.object({ message, version: z.coerce.number().int().positive() });

/** Takes an older version of the wording into use again. */
export const restoreMailTemplateAction = formAction(older, async (ctx, input) => {
  await restoreMailTemplate(ctx, wiring().renderer, input);
  revalidatePath('/admin/emails', 'layout');
  return `Version ${input.version} is used from the next mail on.`;
});

/** Sends a mail of the ledger once more. */
export const resendMailAction = formAction(z.object({ mailId: z.string().max(100) }), async (ctx, input) => {
  await resendMail(ctx, input);
  // Failed mails also stand on the home page.
  revalidatePath('/admin', 'layout');
  return 'The mail is on its way again.';
});

/** Shows what is being typed; keeps nothing. Null when it cannot be shown. */
export async function previewMailTemplateAction(given: unknown): Promise<Preview | null> {
  const parsed = wording.extend({ message }).safeParse(given);
  if (!parsed.success) return null;
  const { message: name, ...typed } = parsed.data;
  try {
    return await previewMailTemplate(await getContext(), wiring().renderer, { message: name, wording: typed });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
