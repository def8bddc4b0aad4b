import { performance } from 'node:perf_hooks';
import { MailError, type Mailer } from '@/core/ports/mail';
import { meters } from './meters';

/** The same mailer, with each mail counted by what came of it. */
export function countMails(mailer: Mailer): Mailer {
  return {
    async send(mail) {
      const { mails, mailSeconds } = meters();
      const began = performance.now();
      let outcome = 'sent';
      try {
        await mailer.send(mail);
      } catch (error) {
        outcome = error instanceof MailError && error.permanent ? 'refused' : 'failed';
        throw error;
      } finally {
        mails.inc({ outcome });
        mailSeconds.observe((performance.now() - began) / 1_000);
      }
    },
  };
}
