import { newId } from '@/db/ids';
import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { nameOfActor } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { senderOf } from '../notifications/sender-of';
import { authorize } from '../policy';
import { MailError, type Mailer } from '../ports/mail';
import { readSettings } from './read';

const AN_HOUR_SECONDS = 3600;
const TESTS_AN_HOUR_MAX = 30;

/** Words without any value in them, so that nothing but the mail server is tried. */
const MESSAGE = {
  subject: 'Test mail from your developer portal',
  html: '<p>Your developer portal can send mails. Nobody else got this one.</p>',
  text: 'Your developer portal can send mails. Nobody else got this one.\n',
};

/**
 * Sends a mail with the saved sender to the admin who asks, at once and past the ledger. Answers the address. Throws
 * `forbidden`, `too_many`, and `conflict` with the mail server's own answer when it was not taken.
 */
export async function tryMailServer(ctx: Context, mailer: Mailer): Promise<{ address: string }> {
  authorize(ctx.actor, 'settings.change');
  const { actor } = ctx;
  if (actor.kind !== 'admin') throw forbidden();
  const limit = { attempts: TESTS_AN_HOUR_MAX, seconds: AN_HOUR_SECONDS };
  await throttle(ctx, { bucket: `test-mail:${actor.userId}`, ...limit });
  const from = senderOf(await readSettings(ctx.db));
  const messageId = `<${newId()}@${new URL(ctx.portalUrl).hostname}>`;
  const to = { name: nameOfActor(actor), address: actor.email };
  const answer = await mailer.send({ ...MESSAGE, messageId, to, from }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof MailError) return error.message;
      throw error;
    },
  );
  await mutate(ctx, (unit) =>
    unit.audit('mail_template.test_sent', { kind: 'settings', id: null }, { message: 'email settings', answer }),
  );
  if (answer !== null) throw conflict(answer);
  return { address: actor.email };
}
