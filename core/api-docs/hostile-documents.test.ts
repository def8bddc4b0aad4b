import { describe, expect, test } from 'vitest';
import { good, reportOf, three, withSchemas } from '@/test/api-documents';
import { OPERATIONS_MAX } from './document-limits';
import { parseDocument } from './parse-document';
import type { DocumentOverview } from './parsed-document';

describe('a document that cannot be shown', () => {
  test.each([
    ['nothing', '', /empty/],
    ['a text', 'Good morning', /must be an object/],
    ['a list', '[1, 2]', /must be an object/],
    ['no version', '{"paths": {}}', /must say "swagger"/],
    ['a version of the future', '{"openapi": "4.0.0", "paths": {}}', /must say "swagger"/],
    ['no operation', three({ paths: {} }), /no operation/],
    ['no paths', three({ paths: [] }), /no operation/],
  ])('says why: %s', (_name, source, why) => {
    expect(reportOf(source)[0]?.message).toMatch(why);
  });

  test('says in which line it is no JSON or YAML', () => {
    expect(reportOf('{\n  "openapi": "3.0.0",\n  "info": }\n')[0]).toMatchObject({ line: 3 });
    expect(reportOf('openapi: 3.0.0\ninfo:\n  title: "T\n')[0]?.line).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['the cloud', 'http://169.254.169.254/latest/meta-data'],
    ['a file', 'file:///etc/passwd'],
    ['a neighbour', './schemas.yaml#/Pet'],
    ['another host', '//evil.test/x.json'],
  ])('never fetches a reference to %s, and names its place [V-10] [U-05]', (_name, reference) => {
    const source = three({
      paths: { '/a': { get: { responses: { 200: { $ref: reference } } } } },
    });
    const report = reportOf(JSON.stringify(JSON.parse(source), null, 2));
    expect(report).toHaveLength(1);
    expect(report[0]).toMatchObject({ pointer: '/paths/~1a/get/responses/200/$ref' });
    expect(report[0]?.line).toBeGreaterThan(8);
    expect(report[0]?.message).toContain('not fetched');
  });

  test('values that look like references are values', () => {
    good(withSchemas({ Node: { type: 'object', example: { $ref: 'http://169.254.169.254/' } } }));
  });

  test('is refused with too many operations, and soon [U-06]', () => {
    const paths = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`/p${at}`, { get: {} }]));
    expect(reportOf(three({ paths }))[0]?.message).toContain(String(OPERATIONS_MAX));
  });
});

/** security.md V-11. Each ends with a refusal or a small document; the time limit is vitest's own. */
describe('a bomb', () => {
  const head = 'openapi: 3.0.0\ninfo: {title: t, version: "1"}\npaths: {/a: {get: {}}}\n';
  const laughs = `${head}x-a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n${'bcdefghij'
    .split('')
    .map((name, at) => `x-${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[at]}`).join(',')}]`)
    .join('\n')}\n`;

  test.each([
    ['a billion laughs', laughs],
    ['five thousand brackets', `${head}x: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['five thousand brackets of JSON', `{"openapi":"3.0.0","info":{},"x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['a function', `${head}x: !!js/function 'function () { return process }'`],
    ['an ordered map', `${head}x: !!omap [a: 1, b: 2]`],
    ['an object of Python', `${head}x: !!python/object/apply:os.system ["id"]`],
    ['ten megabytes of one text', JSON.stringify({ openapi: '3.0.0', info: { title: 'x'.repeat(10_000_000) } })],
    ['more than 32 MB', ' '.repeat(33 * 1024 * 1024)],
  ])('does no harm: %s [V-11] [U-06]', (_name, source) => {
    expect(reportOf(source)).toHaveLength(1);
  });

  test('merge keys have no effect, not on prototypes either [V-08]', () => {
    const document = good(`${head}x-a: &a {__proto__: {polluted: 1}}\nx-b: {<<: *a}\n`);
    expect(document.operations).toHaveLength(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('aliases count as what they stand for [V-11]', () => {
    const wide = `&w {${Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join(', ')}}`;
    const again = Array.from({ length: 90 }, (_, at) => `r${at}: *w`).join('\n  ');
    expect(reportOf(`${head}components:\n  w: ${wide}\n  ${again}\n`)[0]?.message).toMatch(/4 million|aliases/);
  });

  test('ten thousand references in a row are followed, the longest chain is not [V-10]', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`S${at}`, { $ref: `#/components/schemas/S${at + 1}` }]),
    );
    const parsed = parseDocument(withSchemas({ ...schemas, Node: { $ref: '#/components/schemas/S0' } }));
    expect(parsed.outcome).toBe('good');
  });
});

describe('texts of a document', () => {
  test('are cut, and rid of what PostgreSQL does not take', () => {
    const document = good(
      three({
        info: { title: `A\0B\ud800${'x'.repeat(5_000)}`, version: '1', description: 'y'.repeat(100_000) },
        paths: { '/a\0': { get: { summary: 'z\0\ud83d', tags: ['t\0'] } } },
      }),
    );
    const all = JSON.stringify(document);
    expect(all).not.toMatch(/\\u0000|\\ud83d|\\ud800/);
    expect(document.title.length).toBeLessThanOrEqual(200);
    expect(document.overview.length).toBeLessThan(25_000);
  });

  test('that are addresses become links only when they lead to the web [V-02] [U-05]', () => {
    const document = good(
      three({
        info: { title: 'T', termsOfService: 'javascript:alert(1)', contact: { url: 'data:text/html,x', name: 'C' } },
        externalDocs: { url: 'file:///etc/passwd' },
        servers: [{ url: 'javascript:alert(1)' }, { url: 'https://ok.test' }],
      }),
    );
    const overview: DocumentOverview = JSON.parse(document.overview);
    expect(overview).toMatchObject({ termsUrl: '', moreUrl: '', contact: { url: '' }, servers: ['https://ok.test'] });
  });
});
