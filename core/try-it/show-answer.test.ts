import { describe, expect, test } from 'vitest';
import { layOutJson } from './lay-out-json';
import { maskKey } from './mask-key';
import { showAnswer } from './show-answer';

const KEY = 'eyJvcmciOiJhY21lIiwiaWQiOiJzZWNyZXQta2V5LTEyMyJ9+/=';
const bytes = (text: string) => Buffer.from(text);
const masked = (text: string, isCut = false) => Buffer.from(maskKey(bytes(text), [KEY], isCut)).toString();

function shown(body: string | Buffer, type: string, headers: [string, string][] = []) {
  return showAnswer(
    {
      outcome: 'answered',
      status: 200,
      statusText: 'OK',
      headers: [...(type === '' ? [] : [['Content-Type', type] as const]), ...headers],
      body: Buffer.from(body),
      isCut: false,
      ms: 1,
    },
    [KEY],
  );
}

describe('a key that an API echoes', () => {
  test.each([
    ['as it is', KEY],
    ['percent-encoded', encodeURIComponent(KEY)],
    ['in JSON', JSON.stringify({ authorization: KEY })],
    ['in base64', Buffer.from(KEY).toString('base64')],
    ['in base64 behind one byte', Buffer.from(`:${KEY}`).toString('base64')],
    ['in base64 behind two bytes', Buffer.from(`a:${KEY} and more`).toString('base64')],
    ['in base64 for addresses', Buffer.from(KEY).toString('base64url')],
  ])('does not reach the browser: %s', (_how, echo) => {
    const text = masked(`before ${echo} after`);
    expect(text).toContain('hidden');
    expect(text).not.toContain(KEY.slice(0, 20));
    expect(text).not.toContain(Buffer.from(KEY).toString('base64').slice(8, 30));
    expect(text).toMatch(/^before .* after$/);
  });

  test('is gone from headers, status and body alike', () => {
    const answer = shown(`{"k":"${KEY}"}`, 'application/json', [['X-Echo', `Bearer ${KEY}`]]);
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });

  test('is gone also where the answer was cut in the middle of it', () => {
    expect(masked(`x ${KEY.slice(0, -1)}`, true)).toBe('x ');
    expect(masked('a complete answer', true)).toBe('a complete answer');
  });

  test('leaves every other byte as it was', () => {
    const noise = Buffer.from(Array.from({ length: 512 }, (_, n) => n % 256));
    const around = Buffer.concat([noise, bytes(KEY), noise]);
    const left = Buffer.from(maskKey(around, [KEY]));
    expect(left.subarray(0, 512).equals(noise)).toBe(true);
    expect(left.subarray(-512).equals(noise)).toBe(true);
  });
});

describe('an answer', () => {
  test('is text, whatever it says it is', () => {
    expect(shown('<script>alert(1)</script>', 'text/html').body).toEqual({
      kind: 'text',
      text: '<script>alert(1)</script>',
      isJson: false,
    });
    expect(shown('<svg onload="x"/>', 'image/svg+xml').body.kind).toBe('text');
  });

  test('that is no text is for download', () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]);
    expect(shown(png, 'image/png').body).toEqual({ kind: 'bytes', base64: png.toString('base64') });
    expect(shown(png, '').body.kind).toBe('bytes');
    expect(shown(png, 'text/plain').body.kind).toBe('bytes');
    expect(shown('', 'text/plain').body).toEqual({ kind: 'empty' });
  });

  test('brings no cookies into the page', () => {
    const { headers } = shown('x', 'text/plain', [
      ['Set-Cookie', 'session=1'],
      ['set-cookie', 'b=2'],
      ['X-Kept', 'yes'],
    ]);
    expect(headers.map(([name]) => name)).toEqual(['Content-Type', 'X-Kept']);
  });
});

describe('JSON laid out', () => {
  test('is the same JSON', () => {
    const value = { a: [1, { b: 'x: {,}[] "q" \\' }], c: {}, d: [], e: null, f: 'ä' };
    expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2).replace('{}', '{}'));
  });

  test('keeps numbers that JavaScript cannot hold', () => {
    expect(layOutJson('{"id":12345678901234567890,"n":1.0}')).toBe('{\n  "id": 12345678901234567890,\n  "n": 1.0\n}');
  });

  test.each(['', 'true', '{', '{"a":1}x', '[1,'])('is nothing for %j', (text) => expect(layOutJson(text)).toBeNull());
});
