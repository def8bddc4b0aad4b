import type { Context } from '../context';
import { invalidFields } from '../errors';
import { canonicalEmail } from '../identity/email-address';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSettings } from './change-settings';
import type { Settings } from './read';

const NAME_MAX = 80;

/** From whom mails come; an empty part is taken from the environment's sender. */
export type EmailSettings = Pick<Settings, 'mailFromName' | 'mailFromAddress' | 'mailReplyTo'>;

/**
 * Changes who mails come from, from the next mail on; an empty field is the environment's sender. Throws `invalid` for
 * what is not exactly one address or would not stay in its header, and `conflict` when they were changed meanwhile.
 */
export async function changeEmailSettings(ctx: Context, input: EmailSettings & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    await changeSettings(unit, parse(input), input.version);
  });
}

function parse(given: EmailSettings): EmailSettings {
  const mailFromName = given.mailFromName.normalize('NFC').trim();
  const addresses = { mailFromAddress: given.mailFromAddress.trim(), mailReplyTo: given.mailReplyTo.trim() };
  const fieldErrors: Record<string, string[]> = {};
  if (mailFromName.length > NAME_MAX || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"@]/u.test(mailFromName)) {
    fieldErrors.mailFromName = [`Use at most ${NAME_MAX} characters, and none of < > " @.`];
  }
  for (const [field, address] of Object.entries(addresses)) {
    if (address && !canonicalEmail(address)) fieldErrors[field] = ['Enter one email address, or leave it empty.'];
  }
  if (Object.keys(fieldErrors).length > 0) throw invalidFields(fieldErrors);
  return {
    mailFromName,
    mailFromAddress: canonicalEmail(addresses.mailFromAddress) ?? '',
    mailReplyTo: canonicalEmail(addresses.mailReplyTo) ?? '',
  };
}
