import { describe, expect, test } from 'vitest';
import { startMailbox } from '@/emails/mailbox/start-mailbox';
import { createSmtpMailer } from '@/emails/smtp-mailer';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { changeEmailSettings } from './change-email';
import { getEmailSettings } from './get-email';
import { tryMailServer } from './try-mail-server';

const sender = { mailFromName: 'Lamp works', mailFromAddress: 'Lamp@Lamp.test', mailReplyTo: '' };

describe('the sender of mails', () => {
  test('is kept in the form that addresses are kept in; empty parts stay empty', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await changeEmailSettings(ctx, { ...sender, version: 1 });
      expect(await getEmailSettings(ctx)).toEqual({ ...sender, mailFromAddress: 'lamp@lamp.test', version: 2 });
      await expect(changeEmailSettings(ctx, { ...sender, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
    }));

  test.each([
    ['mailFromName', 'Lamp\r\nBcc: z@evil.test'],
    ['mailFromName', 'Lamp <z@evil.test>'],
    ['mailFromName', '"Lamp'],
    ['mailFromName', 'pmaL\u202e'],
    ['mailFromName', 'x'.repeat(81)],
    ['mailFromAddress', 'a@lamp.test, b@evil.test'],
    ['mailFromAddress', 'a@lamp.test\r\nBcc: z@evil.test'],
    ['mailFromAddress', 'Lamp <a@lamp.test>'],
    ['mailReplyTo', 'nobody'],
    ['mailReplyTo', 'a@lamp.test\u2028b@evil.test'],
  ])('%s %j is refused beside its field', (field, value) =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await expect(changeEmailSettings(ctx, { ...sender, [field]: value, version: 1 })).rejects.toMatchObject({
        fieldErrors: { [field]: [expect.any(String)] },
      });
      expect((await getEmailSettings(ctx)).version).toBe(1);
    }),
  );

  test('is seen by admins only', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await expect(getEmailSettings(contextFor(db, ada))).rejects.toMatchObject({ code: 'not_found' });
    }));

  test('is tried with a mail to the admin who asks, and the mail server’s answer is told', () =>
    inSandbox(async (db) => {
      const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
      try {
        const ctx = contextFor(db, (await seedWorld(db)).alan);
        const mailer = createSmtpMailer({ url: mailbox.smtpUrl, from: 'portal@portal.test' });
        await changeEmailSettings(ctx, { ...sender, version: 1 });
        expect(await tryMailServer(ctx, mailer)).toEqual({ address: 'alan@provider.test' });
        const [mail] = await (await fetch(`${mailbox.webUrl}/api/messages`)).json();
        expect(mail).toMatchObject({ from: expect.stringContaining('lamp@lamp.test') });
        expect(mail.to).toContain('alan@provider.test');

        await fetch(`${mailbox.webUrl}/api/trouble`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ mode: 'reject', ms: 0 }),
        });
        await expect(tryMailServer(ctx, mailer)).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining('The mail server refused'),
        });
      } finally {
        await mailbox.close();
      }
    }));
});
