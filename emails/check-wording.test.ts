import { describe, expect, test } from 'vitest';
import type { MessageName } from '@/core/ports/messages';
import type { Wording } from '@/core/ports/wording';
import { cpuTimeOf } from '@/test/cpu-time';
import { createMessageRenderer } from './renderer';

const renderer = createMessageRenderer();
const good: Wording = {
  subject: 'Join {{ organizationName }}',
  html: '<h1>Hello {{ firstName }}</h1><p>Come to <strong>{{ organizationName }}</strong>.<br><a href="{{ link }}">Here</a></p>',
  text: 'Hello {{ firstName }},\n\n{{ link | button: "Accept" }}',
};
const problems = (changes: Partial<Wording>, name: MessageName = 'invitation') =>
  renderer.check(name, { ...good, ...changes });

test.each(renderer.about().map((about) => [about.name, about] as const))(
  'the built-in wording of %s passes its own check',
  (name, about) => {
    expect(renderer.check(name, about.wording)).toEqual([]);
    expect(about.variables.length).toBeGreaterThan(0);
  },
);

test('a wording with the tags and the variables of the message is good', () => {
  expect(problems({})).toEqual([]);
  const html = `${good.html}{% if days == 1 %}<em>One day</em>{% else %}{{ days | count: "day" }}{% endif %}`;
  expect(problems({ html })).toEqual([]);
});

describe('what is refused', () => {
  test.each([
    ['{{ nobody }}', 'no variable “nobody”'],
    ['{% if days == 99 %}{{ nobody }}{% endif %}', 'no variable “nobody”'],
    ['{% if nobody %}x{% endif %}', 'no variable “nobody”'],
    ['{{ firstName', 'line:1'],
    ['{% if firstName %}', 'not closed'],
    ['{% for i in (1..9) %}x{% endfor %}', 'for'],
    ['{{ firstName | raw }}', 'raw'],
    ['{{ "https://evil.test" | button: "x" }}', 'Begin each'],
    ['{{ firstName | button: "x" }}', 'is not a link'],
    ['https://evil.test', 'A link can only be'],
    ['see www.evil.test', 'A link can only be'],
    [' ', 'Write something'],
    ['x'.repeat(20_001), '20,000'],
  ])('%j in HTML and in text', (source, message) => {
    const ending = source.trim() && source.length < 1000 ? ' {{ link }}' : '';
    for (const part of ['html', 'text'] as const) {
      expect(problems({ [part]: source + ending })).toEqual([{ part, message: expect.stringContaining(message) }]);
    }
  });

  test.each([
    '<script>alert(1)</script>',
    '<p onclick="x">x</p>',
    '<img src=x>',
    '<a href="/x">x</a>',
    '<a href="{{ firstName }}">x</a>',
    '<a href="{{ link }}" target="_blank">x</a>',
    '<a href="{{ link | upcase }}">x</a>',
    '<a href="x{{ link }}">x</a>',
    '<{% if firstName %}script{% endif %}>',
    '{{ link | button: "}} {{" }}<script>{{ link }}',
    '{{ link | button: "}} {% " }}<script>{% if link %}{% endif %}',
    '</td></tr></table>',
    '<style>p{display:none}</style>',
    '<!-- x -->',
    '< b>',
    '<svg/onload=alert(1)>',
  ])('markup that could run, load or lead away: %s [M-08]', (html) => {
    const [problem] = problems({ html: `${html} {{ link }}` });
    expect(problem?.part).toBe('html');
  });

  test('a mail without the link that it is sent for, a subject with it', () => {
    expect(problems({ text: 'Hello' })).toEqual([
      { part: 'text', message: expect.stringContaining('without {{ link }}') },
    ]);
    expect(problems({ subject: 'x {{ link }}' })).toEqual([
      { part: 'subject', message: expect.stringContaining('subjects are kept') },
    ]);
    expect(problems({ subject: 'one\ntwo' })).toEqual([{ part: 'subject', message: 'A subject is one line.' }]);
    expect(problems({ subject: '{{ key }}' }, 'request-approved-key')[0]?.part).toBe('subject');
  });

  test('a template that would keep the process busy', async () => {
    const deep = `${'{% if firstName %}'.repeat(600)}x${'{% endif %}'.repeat(600)}{{ link }}`;
    expect(await cpuTimeOf(() => problems({ html: deep, text: deep }))).toBeLessThan(2_000);
  });
});

test('a custom wording is framed and escaped like the built-in one [M-08]', () => {
  const sample = { inviterName: 'G', organizationName: '<b>A</b>', link: 'https://portal.test/i?token=t', days: 7 };
  const { html, text, subject } = renderer.render(
    'invitation',
    { ...sample, firstName: '"><img>' },
    { portalName: 'P' },
    good,
  );
  expect(html).toContain('&lt;b&gt;A&lt;/b&gt;');
  expect(html).toContain('href="https://portal.test/i?token=t">Here</a>');
  expect(html).not.toContain('<img');
  expect(text).toContain('-- \nP\nYou get this mail because');
  expect(subject).toBe('Join <b>A</b>');
});

test('a sample leads to the portal itself', () => {
  const { text } = renderer.renderSample('verify-address', { portalName: 'P', portalUrl: 'http://portal.test' });
  expect(text).toContain('http://portal.test/auth/verify');
  expect(text).not.toContain('example.com');
});
