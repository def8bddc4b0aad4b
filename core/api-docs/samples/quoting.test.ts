import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleCurl } from './sample-curl';
import { sampleJavascript } from './sample-javascript';
import { samplePython } from './sample-python';

/** Any text that a parsed document may have; PostgreSQL keeps no NUL and no half of a surrogate pair. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'\'"`\\$(){}@<>=;\n\r\t!&|*~#% a') }),
  )
  .map((text) => text.replaceAll('\0', '').toWellFormed());

const requestWith = (text: string) => ({
  ...{ method: 'POST', url: 'https://a.test/', headers: [] },
  body: { kind: 'text', type: 'text/plain', text } as const,
});

// Replace the quoting of sample-curl.ts by JSON.stringify and this fails.
test('whatever a text is, a shell hands it to curl as it is, and curl reads no file for it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const script = `curl() { printf '%s\\0' "$@"; }\n${sampleCurl(requestWith(text))}`;
      const words = execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1);
      expect(words.at(-2)).toBe('--data-raw');
      expect(words.at(-1)).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test('whatever a value is, JavaScript sends it as it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.oneof(anyText, fc.constant('__proto__')), fc.oneof(anyText, fc.double())),
      async (value) => {
        const code = sampleJavascript({ ...requestWith(''), body: { kind: 'json', type: 'application/json', value } });
        let sent = '';
        const call = new Function('fetch', 'console', `return (async () => { ${code} })()`);
        await call(
          async (_url: string, init: { body: string }) => {
            sent = init.body;
            return { text: async () => '' };
          },
          { log: () => undefined },
        );
        expect(JSON.parse(sent)).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
    { numRuns: 200 },
  );
});

test('whatever a text is, it stays on its line of Python', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = samplePython(requestWith(text))
        .split('\n')
        .find((each) => each.startsWith('    data='));
      expect(JSON.parse(line?.slice('    data='.length, -1) ?? '')).toBe(text);
    }),
  );
});
