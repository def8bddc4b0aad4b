import { newId } from '@/db/ids';
import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { senderOf } from '../notifications/sender-of';
import { authorize } from '../policy';
import { MailError, type Mailer } from '../ports/mail';
import type { MessageRenderer, Wording } from '../ports/wording';
import { readSettings } from '../settings/read';
import { checkedWording } from './check';
import { findMessage } from './read-wording';

const AN_HOUR_SECONDS = 3600;
const TESTS_AN_HOUR_MAX = 30;

/**
 * Sends a wording, saved or not, with its sample values to the admin who asks, at once and past the ledger. Answers the
 * address. Throws `forbidden`, `invalid`, `too_many`, and `conflict` with the mail server's answer when it was not
 * taken.
 */
export async function sendTestMail(
  ctx: Context,
  outside: { mailer: Mailer; renderer: MessageRenderer },
  input: { message: string; wording: Wording },
): Promise<{ address: string }> {
  authorize(ctx.actor, 'mail.change');
  const { actor } = ctx;
  if (actor.kind !== 'admin') throw forbidden();
  const { name } = findMessage(outside.renderer, input.message);
  const wording = checkedWording(outside.renderer, name, input.wording);
  const limit = { attempts: TESTS_AN_HOUR_MAX, seconds: AN_HOUR_SECONDS };
  await throttle(ctx, { bucket: `test-mail:${actor.userId}`, ...limit });

  const settings = await readSettings(ctx.db);
  const brand = { portalName: settings.portalName, portalUrl: ctx.portalUrl };
  const message = outside.renderer.renderSample(name, brand, wording);
  // Not inside the change: a mail server may take a minute, and a transaction must not wait for it.
  await outside.mailer
    .send({
      ...message,
      subject: `Test: ${message.subject}`,
      messageId: `<${newId()}@${new URL(ctx.portalUrl).hostname}>`,
      to: { name: `${actor.firstName} ${actor.lastName}`, address: actor.email },
      from: senderOf(settings),
    })
    .catch((error: unknown) => {
      if (error instanceof MailError) throw conflict(error.message);
      throw error;
    });
  await mutate(ctx, (unit) =>
    unit.audit('mail_template.test_sent', { kind: 'mail_template', id: null }, { message: name }),
  );
  return { address: actor.email };
}
