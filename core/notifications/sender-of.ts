import type { Sender } from '../ports/mail';
import type { Settings } from '../settings/read';

/** Who mails come from, as the settings say; the environment's sender stands in for what they leave empty. */
export function senderOf(settings: Pick<Settings, 'mailFromName' | 'mailFromAddress' | 'mailReplyTo'>): Sender {
  return { name: settings.mailFromName, address: settings.mailFromAddress, replyTo: settings.mailReplyTo };
}
