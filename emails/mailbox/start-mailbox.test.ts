import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, describe, expect, test } from 'vitest';
import type { Mail } from './mail-store';
import { MAILS_MAX } from './mail-store';
import { type Mailbox, startMailbox } from './start-mailbox';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function openMailbox(file?: string): Promise<Mailbox> {
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0, ...(file === undefined ? {} : { file }) });
  cleanups.push(() => mailbox.close());
  return mailbox;
}

function temporaryFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portico-mailbox-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'mailbox.jsonl');
}

const send = (mailbox: Mailbox, fields: { to: string; subject: string; text?: string; html?: string }) =>
  nodemailer
    .createTransport(mailbox.smtpUrl)
    .sendMail({ from: 'Portico <portal@portal.test>', text: 'Hello', ...fields });

const messages = async (mailbox: Mailbox): Promise<Mail[]> => (await fetch(`${mailbox.webUrl}/api/messages`)).json();

const trouble = (mailbox: Mailbox, mode: string, ms = 0) =>
  fetch(`${mailbox.webUrl}/api/trouble`, { method: 'PUT', body: JSON.stringify({ mode, ms }) });

describe('the JSON API', () => {
  test('answers what was sent, newest first', async () => {
    const mailbox = await openMailbox();
    await send(mailbox, { to: 'ada@acme.test', subject: 'First – ä', text: 'Grüße\nhttp://localhost:3000/x?token=1' });
    await send(mailbox, { to: 'Tom <tom@acme.test>', subject: 'Second', html: '<p>Hi</p>' });

    const [second, first] = await messages(mailbox);

    expect(first).toMatchObject({
      to: 'ada@acme.test',
      from: 'Portico <portal@portal.test>',
      subject: 'First – ä',
      text: expect.stringContaining('Grüße\nhttp://localhost:3000/x?token=1'),
      html: '',
    });
    expect(second).toMatchObject({ to: 'tom@acme.test', subject: 'Second', html: '<p>Hi</p>' });
    expect(new Date(first?.date ?? '').toISOString()).toBe(first?.date);
  });

  test('DELETE empties the mailbox, also the kept one', async () => {
    const file = temporaryFile();
    const mailbox = await openMailbox(file);
    await send(mailbox, { to: 'ada@acme.test', subject: 'Gone' });

    expect((await fetch(`${mailbox.webUrl}/api/messages`, { method: 'DELETE' })).status).toBe(204);

    expect(await messages(mailbox)).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});

describe('the file', () => {
  test('keeps the mails over a restart, also after half a written line', async () => {
    const file = temporaryFile();
    const before = await startMailbox({ smtpPort: 0, webPort: 0, file });
    await send(before, { to: 'ada@acme.test', subject: 'Kept' });
    await before.close();
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"id":"half`);

    const after = await openMailbox(file);
    await send(after, { to: 'ada@acme.test', subject: 'Next' });

    expect((await messages(after)).map((mail) => mail.subject)).toEqual(['Next', 'Kept']);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('keeps the newest mails only', async () => {
    const file = temporaryFile();
    const old = Array.from({ length: MAILS_MAX + 20 }, (_, number) => JSON.stringify({ id: `${number}`, to: 'x' }));
    writeFileSync(file, `${old.join('\n')}\n`);

    const kept = await messages(await openMailbox(file));

    expect(kept).toHaveLength(MAILS_MAX);
    expect(kept.at(-1)?.id).toBe('20');
  });
});

describe('troubles', () => {
  test('refuse: nobody listens until it is over', async () => {
    const mailbox = await openMailbox();
    await trouble(mailbox, 'refuse');
    await expect(send(mailbox, { to: 'ada@acme.test', subject: 'No' })).rejects.toMatchObject({ code: 'ESOCKET' });

    await trouble(mailbox, 'none');
    await send(mailbox, { to: 'ada@acme.test', subject: 'Yes' });
    expect(await messages(mailbox)).toHaveLength(1);
  });

  test('greylist: not now at the first try, accepted at the second', async () => {
    const mailbox = await openMailbox();
    await trouble(mailbox, 'greylist');
    const mail = { to: 'ada@acme.test', subject: 'Later' };
    await expect(send(mailbox, mail)).rejects.toMatchObject({ responseCode: 451 });
    await send(mailbox, mail);
    expect(await messages(mailbox)).toHaveLength(1);
  });

  test('reject: never', async () => {
    const mailbox = await openMailbox();
    await trouble(mailbox, 'reject');
    await expect(send(mailbox, { to: 'ada@acme.test', subject: 'No' })).rejects.toMatchObject({ responseCode: 550 });
    expect(await messages(mailbox)).toEqual([]);
  });

  test('drop-after-accept: the mail is there, the sender cannot know', async () => {
    const mailbox = await openMailbox();
    await trouble(mailbox, 'drop-after-accept');
    await expect(send(mailbox, { to: 'ada@acme.test', subject: 'Twice?' })).rejects.toThrow();
    expect(await messages(mailbox)).toHaveLength(1);
  });

  test('slow: answers after the time that was asked for', async () => {
    const mailbox = await openMailbox();
    await trouble(mailbox, 'slow', 300);
    const started = performance.now();
    await send(mailbox, { to: 'ada@acme.test', subject: 'Slow' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  });

  test('an unknown trouble is refused', async () => {
    const mailbox = await openMailbox();
    expect((await trouble(mailbox, 'explode')).status).toBe(422);
  });
});

describe('the page', () => {
  test('lists mails and shows one: HTML in a sandbox, text with links, nothing unescaped', async () => {
    const mailbox = await openMailbox();
    const evil = '<img src=x onerror=alert(1)>';
    await send(mailbox, {
      to: 'ada@acme.test',
      subject: evil,
      text: `see http://localhost:3000/keys/confirm?token=abc&x=1 ${evil}`,
      html: '<p>Open <a href="http://localhost:3000/">it</a></p><script>alert(1)</script>',
    });
    const id = (await messages(mailbox))[0]?.id;

    const list = await (await fetch(mailbox.webUrl)).text();
    const view = await (await fetch(`${mailbox.webUrl}/messages/${id}`)).text();
    const frame = await fetch(`${mailbox.webUrl}/messages/${id}/html`);

    for (const page of [list, view]) expect(page).not.toContain(evil);
    expect(list).toContain('ada@acme.test');
    expect(view).toContain('href="http://localhost:3000/keys/confirm?token=abc&amp;x=1"');
    expect(view).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(frame.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox;/,
    );
    expect(await frame.text()).toMatch(/^<base target="_blank">/);
  });

  test('is deaf to names that only pretend to be this machine and to forms of other sites', async () => {
    const mailbox = await openMailbox();
    const crossSite = await fetch(`${mailbox.webUrl}/delete`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(crossSite.status).toBe(403);
    expect(await statusWithHost(mailbox.webUrl, 'evil.example')).toBe(403);
    expect(await statusWithHost(mailbox.webUrl, 'localhost')).toBe(200);
  });
});

async function statusWithHost(url: string, host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const call = request(`${url}/api/messages`, { headers: { host } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    call.on('error', reject);
    call.end();
  });
}
