import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../errors';
import { makeTrial, type TrialValues } from './make-trial';
import { bodyBytes } from './trial-body';

const NOTHING: TrialValues = { path: [], query: [], headers: [], cookies: [], body: null };
const BASE = 'https://gateway.test/payments/v1';

function trial(values: Partial<TrialValues> = {}, path = '/pets/{id}/toys', baseUrl = BASE) {
  return makeTrial({ baseUrl, method: 'post', path }, { ...NOTHING, path: [['id', '7']], ...values });
}

function fieldOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return Object.keys(error.fieldErrors)[0];
    throw error;
  }
  return undefined;
}

/** What a server further on may make of a path: decoded again and again, both slashes alike, steps walked. */
function walked(pathname: string): string[] {
  let text = pathname;
  for (let n = 0; n < 6; n++)
    text = text.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const at: string[] = [];
  for (const part of text.split(/[/\\]/).filter(Boolean)) {
    const [step = ''] = part.split(';');
    if (step === '..') at.pop();
    else if (step !== '.') at.push(part);
  }
  return at;
}

describe('the address of a call', () => {
  test('is the stored path with what was filled in, each value one part of it', () => {
    const { url } = trial({
      path: [['id', 'a b/ä?#']],
      query: [
        ['q', 'x&y=z'],
        ['empty', ''],
        ['q', '2'],
      ],
    });
    expect(url).toBe('https://gateway.test/payments/v1/pets/a%20b%2F%C3%A4%3F%23/toys?q=x%26y%3Dz&q=2');
  });

  test.each([
    ['..'],
    ['.'],
    ['../..'],
    ['..%2f..'],
    ['%2e%2e'],
    ['%252e%252e%252f'],
    ['..\\..\\tyk'],
    ['a/../../../tyk/keys'],
    ['..;/..;/tyk'],
    ['x%2f%2e%2e%2f%2e%2e'],
    [''],
    ['a\r\nHost: evil.test'],
    ['a\u0000b'],
    ['a\u2028b'],
  ])('cannot leave the API: %j', (value) => {
    expect(fieldOf(() => trial({ path: [['id', value]] }))).toBe('path.id');
  });

  test.each([
    ['@evil.test/'],
    ['//evil.test/'],
    ['https://evil.test/'],
    [':80@evil.test'],
    ['\\\\evil.test'],
    ['?x=1#y'],
    ['__proto__'],
  ])('stays at its host with %j', (value) => {
    const url = new URL(trial({ path: [['id', value]] }).url);
    expect(url.origin).toBe('https://gateway.test');
    expect(url.pathname).toBe(`/payments/v1/pets/${encodeURIComponent(value)}/toys`);
  });

  test.each([
    ['/../../tyk/keys'],
    ['/%2e%2e/%2e%2e/tyk'],
    ['/..%2f..%2ftyk'],
    ['/a/..;/..;/..;/tyk'],
    ['\\..\\..\\tyk'],
  ])('is refused when the document itself leads away: %s', (path) => {
    expect(fieldOf(() => trial({}, path))).toBe('path');
  });

  test.each(['@evil.test/', '.evil.test/', ':8080/x', '//evil.test/x'])(
    'keeps a path without a slash a path: %s',
    (path) => {
      expect(new URL(trial({}, path).url).host).toBe('gateway.test');
    },
  );

  test.each([
    '/relative',
    'ftp://x.test',
    'https://user:pass@x.test/',
    'https://x.test/?a=b',
    'javascript:alert(1)',
    '',
  ])('is refused without a plain base: %j', (baseUrl) => expect(fieldOf(() => trial({}, '/a', baseUrl))).toBe('path'));

  test('stays below its base whatever is filled in [V-17]', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%25',
      ';',
      '@',
      ':',
      '?',
      '#',
      'a',
      'tyk',
      'ä',
      ' ',
    );
    const value = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(value, fc.constantFrom('/pets/{id}/toys', '/{id}', '/a/{id}', '/{id}{id}', '/x.{id}'), (id, path) => {
        const made = (() => {
          try {
            return trial({ path: [['id', id]] }, path);
          } catch (error) {
            if (error instanceof DomainError) return null;
            throw error;
          }
        })();
        if (!made) return;
        const url = new URL(made.url);
        expect(url.origin).toBe('https://gateway.test');
        expect(walked(url.pathname).slice(0, 2)).toEqual(['payments', 'v1']);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the headers of a call', () => {
  test('are those that were filled in', () => {
    const { headers } = trial({
      headers: [
        ['X-Trace', ' 1 '],
        ['X-None', ''],
      ],
      cookies: [
        ['a', 'b c'],
        ['d', 'e'],
      ],
    });
    expect(headers).toEqual([
      ['X-Trace', '1'],
      ['Cookie', 'a=b%20c; d=e'],
    ]);
  });

  test.each([
    ['Host', 'evil.test'],
    ['hOST', 'evil.test'],
    ['Content-Length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['Connection', 'close'],
    ['Upgrade', 'websocket'],
    ['Expect', '100-continue'],
    ['Authorization', 'mine'],
    ['Cookie', 'a=b'],
    ['Origin', 'https://evil.test'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', 'evil.test'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['Proxy-Authorization', 'x'],
    ['X-Tyk-Authorization', 'the secret'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['X-Original-URL', '/tyk/keys'],
    ['X-A', 'a\r\nX-B: c'],
    ['X-A', 'ä'],
    ['X-A\r\nX-B', 'c'],
    ['X A', 'c'],
    ['', 'c'],
  ])('cannot be %j: %j', (name, value) => {
    expect(fieldOf(() => trial({ headers: [[name, value]] }))).toBeDefined();
  });
});

describe('the body of a call', () => {
  const sent = (type: string, text: string) => {
    const { body } = trial({ body: { type, text } });
    if (!body) return null;
    const { type: sentType, bytes } = bodyBytes(body, 'B');
    return { type: sentType, text: new TextDecoder().decode(bytes) };
  };

  test('is the text as it was typed, also where it is no JSON', () => {
    expect(sent('application/json', '{"a":')).toEqual({ type: 'application/json', text: '{"a":' });
    expect(sent('*/*', '{}')?.type).toBe('application/json');
  });

  test('of a form is its fields', async () => {
    expect(sent('application/x-www-form-urlencoded', 'a=1 & 2\nb=c=d')?.text).toBe('a=1+%26+2&b=c%3Dd');
    expect(fieldOf(() => trial({ body: { type: 'multipart/form-data', text: 'no field' } }))).toBe('body');
    const read = sent('multipart/form-data', 'a"x=1\nc=2');
    const form = await new Response(read?.text, { headers: { 'content-type': read?.type ?? '' } }).formData();
    expect([...form]).toEqual([
      ['a"x', '1'],
      ['c', '2'],
    ]);
  });

  test.each(['text/html\r\nX: y', 'nonsense', 'image/*', ''])('has no type like %j', (type) => {
    expect(fieldOf(() => trial({ body: { type, text: 'x' } }))).toBe('body');
  });

  test('is left out of a GET', () => {
    const { body } = makeTrial(
      { baseUrl: BASE, method: 'get', path: '/a' },
      { ...NOTHING, body: { type: 'text/plain', text: 'x' } },
    );
    expect(body).toBeNull();
  });
});
