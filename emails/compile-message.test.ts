import { describe, expect, test } from 'vitest';
import { compileMessage } from './compile-message';

const brand = { portalName: 'Acme developers' };

describe('templates that admins may write', () => {
  const source = { subject: 'Hi', html: '<p>{{ firstName }}</p>', text: '{{ firstName }}', because: 'of a test.' };
  const render = (changes: Partial<typeof source>) =>
    compileMessage({ ...source, ...changes })({ firstName: '<b>Ada</b>' }, brand);

  test.each([
    '{{ constructor }}',
    '{{ firstName.constructor }}',
    '{{ firstName.__proto__ }}',
    '{{ nobody }}',
    '{{ firstName | raw }}',
    '{{ firstName | json }}',
    '{% include "x" %}',
    '{% render "/etc/passwd" %}',
    '{% layout "x" %}',
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% for i in (1..2) %}x{% endfor %}',
    '{% assign firstName = "x" %}',
    '{% raw %}x{% endraw %}',
    '{{ firstName',
    '{% if firstName %}',
  ])('%s throws before anything is sent', (html) => {
    expect(() => render({ html })).toThrow();
    expect(() => render({ text: html })).toThrow();
    expect(() => render({ subject: html })).toThrow();
  });

  test('conditions work, and a value stays escaped inside them', () => {
    const { html } = render({ html: '{% if firstName == "" %}nobody{% else %}{{ firstName | upcase }}{% endif %}' });
    expect(html).toContain('&lt;B&gt;ADA&lt;/B&gt;');
  });

  test('a filter that makes markup escapes the value and the label', () => {
    for (const filter of ['fact', 'quote', 'code', 'count']) {
      const { html } = render({ html: `{{ firstName | ${filter}: "<i>x</i>" }}` });
      expect(html).toContain('&lt;b&gt;Ada&lt;/b&gt;');
      expect(html).not.toMatch(/<b>|<i>/);
    }
  });

  test.each(['button', 'link'])('%s leads only where one of the message’s own links does', (filter) => {
    const link = 'https://portal.test/x?a=1&b=2';
    const wording = (html: string) =>
      compileMessage({ ...source, html })({ firstName: 'https://evil.test', link }, brand);
    const { html } = wording(`{{ link | ${filter}: "<i>x</i>" }}`);
    expect(html).toContain('href="https://portal.test/x?a=1&amp;b=2"');
    expect(html).not.toContain('<i>');
    expect(() => wording(`{{ "https://evil.test" | ${filter}: "x" }}`)).toThrow('one of the variables');
    expect(() => wording(`{{ firstName | ${filter}: "x" }}`)).toThrow('one of the variables');
  });

  // The ledger keeps subjects.
  test.each(['link', 'resetLink', 'key'])('a subject never prints %s', (name) => {
    const values = { firstName: 'Ada', [name]: name === 'key' ? 'abc' : 'https://portal.test/?token=x' };
    expect(() => compileMessage({ ...source, subject: `{{ ${name} }}` })(values, brand)).toThrow('undefined variable');
  });

  test('a subject with a line break becomes one line', () => {
    expect(render({ subject: 'a\r\nBcc: x@y.io\n{{ portalName }}' }).subject).toBe('a Bcc: x@y.io Acme developers');
  });
});
