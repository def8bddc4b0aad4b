import type { Mailer } from '@/core/ports/mail';
import { tracedCall } from './traced-call';

/** The same mailer, with each mail as a span that says nothing of what it holds or whom it is for. */
export function traceMails(mailer: Mailer): Mailer {
  return {
    send: (mail) =>
      tracedCall(
        'send mail',
        { 'portico.calls': 'mail' },
        () => mailer.send(mail),
        () => {},
      ),
  };
}
