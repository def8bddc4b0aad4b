import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { MailError, type Sender } from '@/core/ports/mail';
import { createSmtpMailer } from './smtp-mailer';
import { refusal, startServer, startSilentServer, stopSmtpServers } from './smtp-test-server';

afterEach(stopSmtpServers);

const mail = {
  messageId: '<mail-1@portal.example.com>',
  to: { name: 'Ada Lovelace', address: 'ada@acme.example' },
  subject: 'Your access request was approved',
  html: '<p>Zażółć <b>gęślą</b></p>',
  text: 'Zażółć gęślą\nsecret-body-text',
};

const mailerFor = (url: string, timeouts = {}) =>
  createSmtpMailer({ url, from: 'Acme portal <portal@example.com>', timeouts });

async function failureOf(sending: Promise<void>): Promise<MailError> {
  const error: unknown = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MailError)) throw new Error(`Expected a MailError, got ${String(error)}`);
  return error;
}

describe('a server that takes the mail', () => {
  test('gets one mail for one recipient, with the given Message-ID, both parts and Auto-Submitted [I-12]', async () => {
    const { url, received } = await startServer();
    await mailerFor(url).send(mail);
    expect(received).toHaveLength(1);
    const [one] = received;
    expect(one?.recipients).toEqual(['ada@acme.example']);
    expect(one?.sender).toBe('portal@example.com');
    expect(one?.mail.messageId).toBe(mail.messageId);
    expect(one?.mail.subject).toBe(mail.subject);
    expect(one?.mail.from?.value).toEqual([{ name: 'Acme portal', address: 'portal@example.com' }]);
    expect(one?.mail.to).toMatchObject({ value: [mail.to] });
    expect(one?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(one?.mail.text?.trim()).toBe(mail.text);
    expect(one?.mail.html).toContain('<b>gęślą</b>');
  });

  test('gets the sender of the settings, and the environment’s for what they leave empty', async () => {
    const { url, received } = await startServer();
    const send = (from: Sender) => mailerFor(url).send({ ...mail, from });
    await send({ name: 'Lamp', address: 'lamp@lamp.example', replyTo: 'help@lamp.example' });
    await send({ name: '', address: '', replyTo: '' });
    await send({ name: 'Eve\r\nBcc: z@evil.io', address: '', replyTo: '' });
    const seen = received.map(({ mail: { from, replyTo, bcc } }) => [from?.text, replyTo?.text, bcc]);
    expect(seen).toEqual([
      ['"Lamp" <lamp@lamp.example>', 'help@lamp.example', undefined],
      ['"Acme portal" <portal@example.com>', undefined, undefined],
      ['"Eve Bcc: z@evil.io" <portal@example.com>', undefined, undefined],
    ]);
    expect(received.map(({ sender }) => sender)).toEqual([
      'lamp@lamp.example',
      'portal@example.com',
      'portal@example.com',
    ]);
    const wrong = await failureOf(send({ name: '', address: 'a@x.io, b@y.io', replyTo: '' }));
    expect(wrong.permanent).toBe(false);
  });

  test('sees the same Message-ID when a mail is sent twice [M-05]', async () => {
    const { url, received } = await startServer();
    const mailer = mailerFor(url);
    await mailer.send(mail);
    await mailer.send(mail);
    expect(received.map(({ mail: { messageId } }) => messageId)).toEqual([mail.messageId, mail.messageId]);
  });

  test('gets no new header and no new recipient from a name or a subject [V-04]', async () => {
    const { url, received } = await startServer();
    const hostile = 'Ada\r\nBcc: z@evil.io\u2028X-Evil: 1\u0000, <q@evil.io>';
    await mailerFor(url).send({ ...mail, to: { ...mail.to, name: hostile }, subject: hostile });
    const [one] = received;
    expect(one?.recipients).toEqual(['ada@acme.example']);
    expect(one?.mail.bcc).toBeUndefined();
    expect(one?.mail.headers.has('x-evil')).toBe(false);
    expect(one?.mail.to).toMatchObject({ value: [{ address: 'ada@acme.example' }] });
  });

  test('never gets a file of ours or an answer of another server instead of a body [V-03]', async () => {
    const { url, received } = await startServer();
    const path = { path: '/etc/passwd' };
    // What a body can become when a value that should be text comes from parsed JSON.
    const sending = mailerFor(url).send({ ...mail, text: path as unknown as string });
    expect((await failureOf(sending)).permanent).toBe(false);
    expect(received).toEqual([]);
  });
});

describe('an address that is not one mailbox', () => {
  test.each([
    'a@x.io\r\nBcc: z@evil.io',
    'a@x.io\nz@evil.io',
    'a@x.io,z@evil.io',
    'a@x.io, z@evil.io',
    'a@x.io;z@evil.io',
    'a@x.io z@evil.io',
    '<a@x.io> z@evil.io',
    '"z@evil.io"@x.io',
    'a\uff20x.io@evil.io',
    'a@x.io\uff0cz',
    'z%evil.io@x.io',
    'a@x@evil.io',
    'a@x.io\u0000',
    'a@x.io\u2028',
    'group:a@x.io;',
    'nobody',
    '',
    `${'a'.repeat(300)}@x.io`,
  ])('%j is refused for good, and the server hears nothing', async (address) => {
    let connections = 0;
    const { url } = await startServer({
      onConnect(_session, callback) {
        connections += 1;
        callback();
      },
    });
    const error = await failureOf(mailerFor(url).send({ ...mail, to: { name: 'Ada', address } }));
    expect(error.permanent).toBe(true);
    expect(connections).toBe(0);
  });

  test('ordinary addresses are sent to', async () => {
    const { url, received } = await startServer();
    for (const address of ['a.b+tag@x.io', "o'neill@sub.x-y.example", 'UPPER_case@X.IO']) {
      await mailerFor(url).send({ ...mail, to: { name: '', address } });
    }
    expect(received.map(({ recipients }) => recipients[0]?.toLowerCase())).toEqual([
      'a.b+tag@x.io',
      "o'neill@sub.x-y.example",
      'upper_case@x.io',
    ]);
  });
});

describe('a server that refuses', () => {
  const onRecipient = (code: number): SMTPServerOptions => ({
    onRcptTo: (_address, _session, callback) => callback(refusal(code, 'no such user')),
  });
  const onMessage = (code: number): SMTPServerOptions => ({
    onData(stream, _session, callback) {
      stream.resume();
      stream.on('end', () => callback(refusal(code, 'not this one')));
    },
  });
  const onSender = (code: number): SMTPServerOptions => ({
    onMailFrom: (_address, _session, callback) => callback(refusal(code, 'not you')),
  });

  test.each([
    ['550 to the recipient', onRecipient(550), true],
    ['554 to the message', onMessage(554), true],
    ['450 to the recipient (greylisting)', onRecipient(450), false],
    ['451 to the message', onMessage(451), false],
    ['421 to the recipient', onRecipient(421), false],
    // Our own sender or account is at fault: every waiting mail would be lost to one wrong variable.
    ['550 to the sender', onSender(550), false],
  ])('%s: is the mail given up? %3$s', async (_when, options, permanent) => {
    const { url } = await startServer(options);
    const error = await failureOf(mailerFor(url).send(mail));
    expect(error.permanent).toBe(permanent);
    expect(error.message).toMatch(/^The mail server refused: \d{3}/);
  });

  test('a refused password keeps the mail waiting, and the error does not tell it', async () => {
    const { url } = await startServer({
      authOptional: false,
      onAuth: (_auth, _session, callback) => callback(refusal(535, 'bad credentials')),
    });
    const error = await failureOf(mailerFor(url.replace('//', '//user:hunter2-secret@')).send(mail));
    expect(error.permanent).toBe(false);
    expect(error.message).toContain('refused the login');
    expect(JSON.stringify([error.message, error.cause, String(error.cause)])).not.toContain('hunter2-secret');
  });

  test('no error holds the body of the mail', async () => {
    const { url } = await startServer(onMessage(554));
    const error = await failureOf(mailerFor(url).send(mail));
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('secret-body-text');
  });
});

describe('a server that is not well', () => {
  // One limit is short in each test, so that no other one can stand in for it.
  test('one that never greets is left, and the mail is tried again', async () => {
    const error = await failureOf(mailerFor(await startSilentServer(''), { greetingMs: 300 }).send(mail));
    expect(error).toMatchObject({ permanent: false, message: 'The mail server did not answer in time.' });
  });

  test('one that greets and then hangs is left, and the mail is tried again', async () => {
    const error = await failureOf(mailerFor(await startSilentServer('220 hello\r\n'), { socketMs: 300 }).send(mail));
    expect(error).toMatchObject({ permanent: false, message: 'The mail server did not answer in time.' });
  });

  test('one that stays alive by saying little is left when the time for a mail is over [M-02]', async () => {
    const url = await startSilentServer('220-hello\r\n');
    const error = await failureOf(mailerFor(url, { sendMs: 300 }).send(mail));
    expect(error).toMatchObject({ permanent: false, message: 'The mail server did not answer in time.' });
  });

  test('one that is not there is tried again', async () => {
    const { url } = await startServer();
    await stopSmtpServers();
    const error = await failureOf(mailerFor(url).send(mail));
    expect(error.permanent).toBe(false);
    expect(error.message).toContain('could not be reached');
  });

  test('one whose certificate nobody vouches for gets no login and no mail [M-02]', async () => {
    const { url, received } = await startServer({ secure: true, authOptional: false });
    const secure = url.replace('smtp://', 'smtps://user:hunter2-secret@');
    const error = await failureOf(mailerFor(secure).send(mail));
    expect(error.permanent).toBe(false);
    expect(error.message).toMatch(/certificate|TLS/i);
    expect(received).toEqual([]);
  });

  test('one without TLS is refused when the URL demands TLS [M-02]', async () => {
    const { url, received } = await startServer();
    const error = await failureOf(mailerFor(`${url}/?requireTLS=true`).send(mail));
    expect(error.permanent).toBe(false);
    expect(received).toEqual([]);
  });
});
