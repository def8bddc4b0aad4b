/** The words of a mail, ready to be sent. */
export type Message = { subject: string; html: string; text: string };

/** Who a mail comes from, where the portal's settings say so. An empty part is taken from the environment's sender. */
export type Sender = { name: string; address: string; replyTo: string };

/** Sends one message. Throws `MailError`; anything else is a fault. */
export interface Mailer {
  send(mail: Message & { messageId: string; to: { name: string; address: string }; from?: Sender }): Promise<void>;
}

/** Why a mail was not taken: `permanent` (a 5xx answer) is not tried again. */
export class MailError extends Error {
  override name = 'MailError';
  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
