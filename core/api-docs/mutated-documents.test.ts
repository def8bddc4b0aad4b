import { expect, test } from 'vitest';
import { example } from '@/test/api-documents';
import type { OperationContent, SchemaView } from './operation-content';
import { parseDocument } from './parse-document';
import type { DocumentOverview } from './parsed-document';

/** What stands where something else was expected. */
const ODD: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e21, '', 'x', '__proto__', '\0\ud800', '#/components/schemas/Nothing', [], {}],
  ...[[null], [[]], { $ref: '#' }, { $ref: '#/' }, { $ref: '' }, { $ref: 7 }, { type: ['null', 7] }, { allOf: [null] }],
  ...[{ __proto__: null }, 'x'.repeat(100_000), { oneOf: 'x', anyOf: [{ type: 'null' }, {}] }, { enum: [[{}]] }],
  ...[{ discriminator: { propertyName: 'a', mapping: { b: 7, c: '#/%' } } }, { prefixItems: [0], not: [] }],
];

/** The same numbers for the same seed (a linear congruence), so that a failure can be looked at. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Walks down to some place and puts something else there, renames it, or makes it refer to a place above. */
function mutate(root: unknown, next: (below: number) => number): void {
  let at: unknown = root;
  for (let depth = 0; depth < 2 + next(12); depth += 1) {
    if (typeof at !== 'object' || at === null) return;
    const holder: Record<string, unknown> = { ...at };
    const names = Object.keys(holder);
    const name = names[next(names.length)];
    if (name === undefined) return;
    const value = holder[name];
    if (next(6) === 0 || typeof value !== 'object' || value === null) {
      put(at, name, next);
      return;
    }
    at = value;
  }
}

function put(holder: object, name: string, next: (below: number) => number): void {
  const elsewhere = { $ref: `#/${['paths', 'components', 'definitions', ''][next(4)]}` };
  const [at, value] = [
    ['__proto__', {}],
    [name, elsewhere],
    [name, structuredClone(ODD[next(ODD.length)])],
  ][next(3)] as [string, unknown];
  // Not an assignment: the name may be __proto__.
  Object.defineProperty(holder, at, { value, enumerable: true, configurable: true, writable: true });
}

// Take `isRaw` out of any reader in this folder and some seed throws.
test.each([
  '3.0/json/star-trek.json',
  '3.0/json/callbacks.json',
  '3.0/json/link-example.json',
  '3.0/json/parameters-style.json',
  '3.0/json/discriminators.json',
  '3.0/json/security.json',
  '3.1/json/train-travel.json',
  '3.1/json/webhooks.json',
  '2.0/json/petstore.json',
])('a document that is broken anywhere is read or refused, and never throws: %s', (name) => {
  const whole = example(name);
  const rounds = whole.length > 100_000 ? 12 : 60;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const next = numbers(seed * 7_919);
    const root: unknown = JSON.parse(whole);
    for (let count = 0; count <= next(8); count += 1) mutate(root, next);
    const parsed = (() => {
      try {
        return parseDocument(JSON.stringify(root));
      } catch (error) {
        throw new Error(`seed ${seed} of ${name}`, { cause: error });
      }
    })();
    if (parsed.outcome === 'bad') {
      expect(parsed.report.length, `seed ${seed}`).toBeGreaterThan(0);
      continue;
    }
    const all = JSON.stringify(parsed);
    expect(all, `seed ${seed}`).not.toMatch(/\\\\u0000|\\\\ud800/);
    (JSON.parse(parsed.overview) as DocumentOverview).tags.map((tag) => tag.name.length);
    for (const { content } of parsed.operations)
      expect((JSON.parse(content) as OperationContent).responses).toBeInstanceOf(Array);
    for (const { content } of parsed.schemas) expect(typeof (JSON.parse(content) as SchemaView).type).toBe('string');
  }
  expect(({} as { value?: unknown }).value).toBeUndefined();
});

test('names of prototypes are names: of schemas, paths, tags, parameters and webhooks [V-08]', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const each = (value: (name: string) => unknown) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const parsed = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: Object.fromEntries(
        names.map((name) => [
          `/${name}`,
          {
            post: {
              operationId: name,
              tags: [name],
              parameters: [{ name, in: 'query', schema: { $ref: `#/components/schemas/${name}` } }],
              requestBody: { content: { [name]: { schema: { type: 'object', properties: each(() => ({})) } } } },
              callbacks: each(() => ({ '{$x}': { post: {} } })),
              responses: {
                200: { description: '', headers: each(() => ({})), links: each((id) => ({ operationId: id })) },
              },
            },
          },
        ]),
      ),
      webhooks: each(() => ({ post: {} })),
      components: { schemas: each(() => ({ type: 'string' })), securitySchemes: each(() => ({ type: 'constructor' })) },
    }),
  );
  if (parsed.outcome === 'bad') throw new Error(JSON.stringify(parsed.report));
  expect(parsed.operations).toHaveLength(8);
  expect(parsed.schemas.map(({ name }) => name)).toEqual(names);
  const content = JSON.parse(parsed.operations[0]?.content ?? '') as OperationContent;
  expect(content.callbacks?.map(({ name }) => name)).toEqual(names);
  expect(content.responses[0]?.links?.map(({ slug }) => slug)).toEqual(
    parsed.operations.slice(0, 4).map(({ slug }) => slug),
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('two operations of one operationId have a page each, and it is said', () => {
  const parsed = parseDocument(
    JSON.stringify({
      openapi: '3.0.0',
      paths: {
        '/a': { get: { operationId: 'x' } },
        '/b': { get: { operationId: 'x' } },
        '/c': { get: { operationId: 'try' } },
      },
    }),
  );
  if (parsed.outcome === 'bad') throw new Error(JSON.stringify(parsed.report));
  expect(parsed.operations.map(({ slug }) => slug)).toEqual(['x', 'x-2', 'try-operation']);
  expect(parsed.report).toMatchObject([{ pointer: '/paths/~1b/get/operationId' }]);
});
