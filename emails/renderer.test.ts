import { describe, expect, test } from 'vitest';
import type { MessageName, MessageValues } from '@/core/ports/messages';
import { messages } from './messages';
import { createMessageRenderer } from './renderer';

const renderer = createMessageRenderer();
const brand = { portalName: 'Acme developers' };
const names = Object.keys(messages).filter((name): name is MessageName => name in messages);

function renderSample<Name extends MessageName>(name: Name, changes: Partial<MessageValues[Name]> = {}) {
  const sample: object = messages[name].sample;
  return renderer.render(name, { ...sample, ...changes } as MessageValues[Name], brand);
}

const hrefs = (html: string) => new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href));
const urls = (text: string) => new Set(text.match(/https?:\/\/\S+/g) ?? []);
const buttons = (html: string) => html.match(/class="button"/g)?.length ?? 0;

describe.each(names)('%s', (name) => {
  const message = renderSample(name);
  const sample: Record<string, string | number> = messages[name].sample;

  test('says its values in HTML and in text', () => {
    for (const [value, content] of Object.entries(sample)) {
      if (value === 'hours' || value === 'days') continue;
      expect(message.html).toContain(String(content));
      expect(message.text).toContain(String(content));
    }
  });

  test('has the same links in HTML and in text, all of them given by the portal [M-10]', () => {
    const given = Object.entries(sample).filter(([value]) => value === 'link' || value.endsWith('Link'));
    expect(hrefs(message.html)).toEqual(new Set(given.map(([, link]) => link)));
    expect(urls(message.text)).toEqual(hrefs(message.html));
  });

  test('shows each link as text, not only behind a button [M-10]', () => {
    for (const link of hrefs(message.html)) expect(message.html).toContain(`>${link}</a>`);
  });

  test('loads nothing and runs nothing [M-10]', () => {
    expect(message.html).not.toMatch(/<(img|script|link|iframe|object|video|form)\b|url\(|@import|src=/i);
  });

  test('leaves no template mark, no hole and no exclamation mark', () => {
    for (const part of [
      message.subject,
      message.html.replace(/<!--.*?-->|<!doctype html>|!important/g, ''),
      message.text,
    ]) {
      expect(part).not.toMatch(/\{\{|\}\}|\{%|undefined|\[object|!/);
    }
    expect(message.subject).not.toBe('');
    expect(message.text).toContain('You get this mail because ');
    expect(message.text).not.toMatch(/\n{3,}|<[a-z]/);
  });

  test('throws when any of its values is missing [M-08]', () => {
    for (const missing of Object.keys(sample)) {
      const values: Record<string, unknown> = { ...sample, [missing]: undefined };
      expect(() => renderer.render(name, values as MessageValues[typeof name], brand)).toThrow(missing);
      delete values[missing];
      expect(() => renderer.render(name, values as MessageValues[typeof name], brand)).toThrow(missing);
    }
  });
});

test('the confirmation link is the one button of the approval, and no key is in it [K-09]', () => {
  const { html, text } = renderSample('request-approved-confirm');
  expect(buttons(html)).toBe(1);
  expect(hrefs(html).size).toBe(1);
  expect(Object.keys(messages['request-approved-confirm'].sample)).not.toContain('key');
  expect(html + text).not.toContain(messages['request-approved-key'].sample.key);
});

test('only the plain delivery has a key among its values [K-09]', () => {
  expect(names.filter((name) => 'key' in messages[name].sample)).toEqual(['request-approved-key']);
});

test('a key is printed to the letter in both parts', () => {
  const key = 'eyJvcmciOiI1ZTlkOTU0NGExZGNkNjAwMDFkMGVkMjAifQ==.a.bc';
  const { html, text } = renderSample('request-approved-key', { key });
  expect(html).toContain(`>${key}<`);
  expect(text).toContain(`    ${key}\n`);
});

test('one hour is not one hours', () => {
  expect(renderSample('password-reset', { hours: 1 }).text).toContain('for 1 hour.');
  expect(renderSample('password-reset', { hours: 24 }).html).toContain('for 24 hours.');
});

describe('hostile values', () => {
  const hostile = [
    '<a href=https://evil.example/login>Log in</a>',
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    '<img src=file:///etc/passwd>',
    '</td></tr></table><h1>Account locked</h1>',
  ];

  test.each(hostile)('%s is text in HTML and no link anywhere [V-03]', (value) => {
    for (const name of [
      'request-to-decide',
      'organization-to-decide',
      'invitation',
      'registration-to-decide',
    ] as const) {
      const plain = renderSample(name);
      const message = renderer.render(name, hostileValues(name, value), brand);
      // The mail has exactly the tags that it has with harmless values.
      expect(message.html.match(/<\/?[a-z][^>]*>/gi)).toEqual(plain.html.match(/<\/?[a-z][^>]*>/gi));
      expect(urls(message.text)).toEqual(urls(plain.text));
    }
  });

  test.each(['{{constructor}}', '{{ link }}', '{% for i in (1..99999999) %}x{% endfor %}', '{{ "x" | raw }}'])(
    '%s in a value is printed, not run',
    (value) => {
      const { text } = renderSample('invitation', { inviterName: value });
      expect(text).toContain(value);
    },
  );

  test.each([
    ['https://evil.example/login', 'https: //evil. example/login'],
    ['evil.com', 'evil. com'],
    ['www.evil.co.uk', 'www. evil. co. uk'],
    ['evil\u3002com', 'evil\u3002 com'],
    ['evil.\u200dcom', 'evil. \u200dcom'],
    ['mail me@evil.io', 'mail me@evil. io'],
    ['\\\\evil\\share', '\\ \\evil\\share'],
  ])('a name like %s is not made a link by the mail client', (value, shown) => {
    const { html, text, subject } = renderSample('invitation', { organizationName: value });
    expect(text).toContain(shown);
    expect(html).toContain(shown);
    expect(subject).toContain(shown);
    expect(text).not.toContain(value);
    expect(html).not.toContain(value);
  });

  test.each(['Acme v1.2', 'Dr. Ada O’Neill', '50.000 calls', 'Ж. Ё. 株式会社', 'علی\u200cرضا', '👩\u200d💻 crew'])(
    'an honest name like %s is left as it is',
    (value) => {
      expect(renderSample('invitation', { organizationName: value }).text).toContain(value);
      expect(renderSample('invitation', { organizationName: value }).html).toContain(value);
    },
  );

  test('line breaks, NUL, U+2028 and direction overrides do not survive [V-04]', () => {
    const value = 'Acme\r\nBcc: z@evil.io\u0000\u2028\u2029\u0085\u001b[31m\u202egnp.exe\u2066\u200b\ufeff';
    const message = renderSample('invitation', { organizationName: value, inviterName: value });
    expect(message.subject).toBe('You are invited to join Acme Bcc: z@evil. io [31mgnp. exe at Acme developers');
    for (const part of [message.html, message.text]) {
      expect(part).not.toMatch(/(?!\n)\p{Cc}|\p{Zl}|\p{Zp}|\p{Cf}/u);
      expect(part).toContain('Acme Bcc: z@evil. io');
    }
  });

  test('the name of the portal is escaped, too', () => {
    const { html } = renderer.render('registration-received', { firstName: 'Ada' }, { portalName: '<b>A\r\n&</b>' });
    expect(html).toContain('&lt;b&gt;A &amp;&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  test('an endless value is cut, an endless name does not make an endless subject', () => {
    const message = renderSample('organization-to-decide', {
      purpose: 'x '.repeat(1e6),
      organizationName: 'y'.repeat(1e4),
    });
    expect(message.text.length).toBeLessThan(10_000);
    expect([...message.subject].length).toBe(150);
  });

  test.each([
    'javascript:alert(1)',
    '//evil.example',
    '/auth/verify',
    'https://a.example/\r\nx',
    'https://a.example/" x="',
    '',
  ])('%j is no link and throws without being named', (link) => {
    expect(() => renderSample('verify-address', { link })).toThrow('"link" is not a link');
  });
});

function hostileValues<Name extends MessageName>(name: Name, value: string): MessageValues[Name] {
  const sample: Record<string, unknown> = messages[name].sample;
  const entries = Object.entries(sample).map(([key, content]) =>
    typeof content === 'string' && !key.toLowerCase().endsWith('link') ? [key, value] : [key, content],
  );
  return Object.fromEntries(entries);
}
