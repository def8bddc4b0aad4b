import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { OPERATIONS_MAX } from './document-limits';
import { parseDocument } from './parse-document';
import type { DocumentOverview, GoodDocument, OperationContent, SchemaView } from './parsed-document';

const packages = createRequire(import.meta.url);
const example = (name: string) => readFileSync(packages.resolve(`@readme/oas-examples/${name}`), 'utf8');

function good(source: string): GoodDocument {
  const parsed = parseDocument(source);
  if (parsed.outcome === 'bad') throw new Error(JSON.stringify(parsed.report));
  return parsed;
}

function reportOf(source: string) {
  const parsed = parseDocument(source);
  expect(parsed.outcome).toBe('bad');
  return parsed.report;
}

function contentOf(document: GoodDocument, slug: string): OperationContent {
  const operation = document.operations.find((known) => known.slug === slug);
  if (!operation) throw new Error(`no operation ${slug} among ${document.operations.map((known) => known.slug)}`);
  return JSON.parse(operation.content);
}

const three = (parts: object) =>
  JSON.stringify({ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: { '/a': { get: {} } }, ...parts });
const withSchemas = (schemas: object, schema: object = { $ref: '#/components/schemas/Node' }) =>
  three({
    paths: { '/a': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } } },
    components: { schemas },
  });
const answer = (source: string): SchemaView => {
  const schema = contentOf(good(source), 'get-a').responses[0]?.media[0]?.schema;
  if (!schema) throw new Error('no schema');
  return schema;
};

describe('an OpenAPI 3.0 document', () => {
  const source = JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1.2', description: 'All **pets**', license: { name: 'MIT' } },
    servers: [{ url: 'https://{region}.pets.test/v1', variables: { region: { default: 'eu' } } }],
    security: [{ key: [] }],
    tags: [{ name: 'pets', description: 'Pets' }, { name: 'empty' }],
    paths: {
      '/pets/{petId}': {
        parameters: [{ $ref: '#/components/parameters/PetId' }],
        get: {
          operationId: 'pets/get',
          tags: ['pets'],
          summary: 'Read a pet',
          description: 'One *pet*',
          parameters: [
            { name: 'expand', in: 'query', schema: { type: 'array', items: { type: 'string', enum: ['owner'] } } },
          ],
          responses: {
            200: {
              description: 'The pet',
              headers: { 'X-Rate': { schema: { type: 'integer' }, description: 'What is left' } },
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Pet' },
                  examples: { tom: { $ref: '#/components/examples/Tom' } },
                },
              },
            },
            404: { $ref: '#/components/responses/Missing' },
          },
        },
        put: {
          tags: ['pets'],
          security: [{ oauth: ['pets:write'] }],
          deprecated: true,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
          responses: { default: { description: 'Done' } },
        },
      },
      '/health': { get: { operationId: 'health', responses: {} } },
    },
    components: {
      parameters: { PetId: { name: 'petId', in: 'path', schema: { type: 'integer', minimum: 7 } } },
      examples: { Tom: { summary: 'A cat', value: { id: 1, name: 'Tom' } } },
      responses: { Missing: { description: 'No such pet' } },
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, oauth: { type: 'oauth2' } },
      schemas: {
        Pet: {
          type: 'object',
          required: ['name'],
          properties: {
            id: { type: 'integer', readOnly: true },
            name: { type: 'string', minLength: 1, maxLength: 30, example: 'Tom' },
            born: { type: 'string', format: 'date', nullable: true },
          },
        },
      },
    },
  });
  const document = good(source);

  test('tells what every page needs: title, servers, authentication, tags that have operations', () => {
    const overview: DocumentOverview = JSON.parse(document.overview);
    expect(document).toMatchObject({ openapi: '3.0', title: 'Pets', report: [] });
    expect(overview.servers).toEqual(['https://eu.pets.test/v1']);
    expect(overview.security).toMatchObject([
      { name: 'key', kind: 'API key in the header X-Key' },
      { name: 'oauth', kind: 'OAuth 2.0' },
    ]);
    expect(overview.tags).toEqual([
      { name: 'pets', about: 'Pets', operations: 2 },
      { name: '', about: '', operations: 1 },
    ]);
    expect(overview.license).toEqual({ name: 'MIT', url: '' });
  });

  test('gives each operation an address of its own, in the order of the tags', () => {
    expect(
      document.operations.map(({ slug, method, path, tag, isDeprecated, position }) => [
        ...[slug, method, path, tag, isDeprecated, position],
      ]),
    ).toEqual([
      ['pets-get', 'get', '/pets/{petId}', 'pets', false, 0],
      ['put-pets-petId', 'put', '/pets/{petId}', 'pets', true, 1],
      ['health', 'get', '/health', '', false, 2],
    ]);
  });

  test('shows parameters of path and operation, with a value that can be sent', () => {
    const { parameters } = contentOf(document, 'pets-get');
    expect(parameters).toMatchObject([
      { name: 'petId', place: 'path', required: true, example: '7', schema: { type: 'integer', notes: ['from 7'] } },
      { name: 'expand', place: 'query', required: false, example: 'owner', schema: { type: 'array of string' } },
    ]);
  });

  test('shows responses with headers, schema and the examples that the document gives', () => {
    const { responses } = contentOf(document, 'pets-get');
    expect(responses.map(({ status, about }) => [status, about])).toEqual([
      ['200', 'The pet'],
      ['404', 'No such pet'],
    ]);
    expect(responses[0]?.headers).toEqual([{ name: 'X-Rate', about: 'What is left', type: 'integer' }]);
    expect(responses[0]?.media[0]?.examples).toEqual([
      { name: 'A cat', text: '{\n  "id": 1,\n  "name": "Tom"\n}', isMade: false },
    ]);
    expect(responses[0]?.media[0]?.schema).toMatchObject({
      name: 'Pet',
      type: 'Pet',
      fields: [
        { name: 'id', schema: { type: 'integer', notes: ['read only'] } },
        { name: 'name', required: true, schema: { type: 'string', notes: ['1 to 30 characters'] } },
        { name: 'born', schema: { type: 'string or null', notes: ['date'] } },
      ],
    });
  });

  test('shows and makes a request from the schema, without what is read only', () => {
    const { body, security } = contentOf(document, 'put-pets-petId');
    expect(body).toMatchObject({ required: true });
    expect(body?.media[0]?.schema?.fields?.map(({ name }) => name)).toEqual(['name', 'born']);
    expect(body?.media[0]?.examples).toEqual([
      { name: '', text: '{\n  "name": "Tom",\n  "born": "2026-01-31"\n}', isMade: true },
    ]);
    expect(security).toEqual([[{ name: 'oauth', scopes: ['pets:write'] }]]);
    expect(contentOf(document, 'health').security).toEqual([[{ name: 'key', scopes: [] }]]);
  });
});

describe('an OpenAPI 3.1 document', () => {
  test('in YAML, with lists of types, constants, examples and words beside references', () => {
    const document = good(`
openapi: 3.1.0
info: { title: Weather, version: "2" }
paths:
  /now:
    get:
      operationId: now
      responses:
        "200":
          description: Now
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Now" }
components:
  schemas:
    Now:
      type: [object, "null"]
      properties:
        kind: { const: now }
        degrees: { type: [number, "null"], exclusiveMinimum: -273, examples: [21.5] }
        place: { $ref: "#/components/schemas/Place", description: Where it is }
    Place: { type: object, description: Any place, properties: { name: { type: string } } }
`);
    const media = contentOf(document, 'now').responses[0]?.media[0];
    expect(media?.schema).toMatchObject({
      type: 'Now or null',
      fields: [
        { name: 'kind', schema: { type: 'string', notes: ['always now'] } },
        { name: 'degrees', schema: { type: 'number or null', notes: ['more than -273'] } },
        { name: 'place', schema: { name: 'Place', about: 'Where it is', fields: [{ name: 'name' }] } },
      ],
    });
    expect(JSON.parse(media?.examples[0]?.text ?? '')).toEqual({
      kind: 'now',
      degrees: 21.5,
      place: { name: 'string' },
    });
  });
});

describe('a Swagger 2.0 document', () => {
  const document = good(example('2.0/json/petstore.json'));

  test('shows bodies, forms and responses like a newer one', () => {
    expect(document.openapi).toBe('2.0');
    expect(document.operations).toHaveLength(20);
    expect(contentOf(document, 'addPet').body).toMatchObject({
      required: true,
      media: [{ type: 'application/json', schema: { name: 'Pet' } }, { type: 'application/xml' }],
    });
    expect(contentOf(document, 'uploadFile').body?.media[0]).toMatchObject({
      type: 'multipart/form-data',
      schema: { fields: [{ name: 'additionalMetadata' }, { name: 'file', schema: { notes: ['binary'] } }] },
    });
    expect(contentOf(document, 'findPetsByStatus')).toMatchObject({
      parameters: [{ name: 'status', place: 'query', schema: { type: 'array of string' } }],
      responses: [{ status: '200', media: [{ schema: { type: 'array of Pet' } }, {}] }, { status: '400' }],
    });
  });

  test('names its server and its authentication', () => {
    const overview: DocumentOverview = JSON.parse(document.overview);
    expect(overview.servers).toEqual(['http://petstore.swagger.io/v2']);
    expect(overview.security.map(({ kind }) => kind)).toEqual(['OAuth 2.0', 'API key in the header api_key']);
  });
});

describe('schemas', () => {
  test('that contain themselves end as a link to their own page', () => {
    const schema = answer(
      withSchemas({
        Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, name: { type: 'string' } } },
      }),
    );
    expect(schema.fields?.[0]).toMatchObject({ name: 'next', schema: { name: 'Node', elsewhere: true } });
    expect(schema.fields?.[0]?.schema.fields).toBeUndefined();
  });

  test.each([
    [
      'through others',
      {
        Node: { properties: { b: { $ref: '#/components/schemas/B' } } },
        B: { allOf: [{ $ref: '#/components/schemas/Node' }] },
      },
    ],
    ['through lists', { Node: { type: 'array', items: { $ref: '#/components/schemas/Node' } } }],
    ['through inheritance', { Node: { allOf: [{ $ref: '#/components/schemas/Node' }, { properties: { a: {} } }] } }],
    ['through choices', { Node: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'string' }] } }],
    ['through dictionaries', { Node: { additionalProperties: { $ref: '#/components/schemas/Node' } } }],
    ['by a bare reference', { Node: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/Node' } }],
    ['by themselves', { Node: { $ref: '#/components/schemas/Node' } }],
  ])('circles %s end', (_name, schemas) => {
    expect(JSON.stringify(answer(withSchemas(schemas))).length).toBeLessThan(20_000);
  });

  test('merge what they inherit, and keep the name of what they only wrap', () => {
    const schemas = {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
      Node: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { required: ['name'], properties: { name: { type: 'string' } } },
        ],
        properties: { owner: { allOf: [{ $ref: '#/components/schemas/Base' }], description: 'Who' } },
      },
    };
    expect(answer(withSchemas(schemas))).toMatchObject({
      name: 'Node',
      fields: [
        { name: 'id', required: true },
        { name: 'name', required: true },
        { name: 'owner', schema: { name: 'Base', about: 'Who' } },
      ],
    });
  });

  test('stand on a page of their own when they are large or deep', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}`, { type: 'string' }]));
    const document = good(
      withSchemas({
        Node: { type: 'object', properties: { big: { $ref: '#/components/schemas/Big' } } },
        Big: { type: 'object', properties: many },
      }),
    );
    expect(document.schemas.map(({ name }) => name)).toEqual(['Node', 'Big']);
    const big: SchemaView = JSON.parse(document.schemas[1]?.content ?? '');
    expect(big.fields).toHaveLength(40);
    expect(
      answer(
        withSchemas({ Node: { properties: { big: { $ref: '#/components/schemas/Big' } } }, Big: { properties: many } }),
      ).fields?.[0]?.schema,
    ).toEqual({ name: 'Big', type: 'Big', elsewhere: true });
  });

  // Raise VIEW_NODES_MAX and this one fails.
  test('that multiply stay small', () => {
    const to = (level: number) => ({ $ref: `#/components/schemas/L${level}` });
    const inner = (level: number) => (level === 0 ? { type: 'string' } : to(level - 1));
    const level = (_: unknown, at: number) => [
      `L${at}`,
      { type: 'object', properties: Object.fromEntries(Array.from({ length: 30 }, (_x, f) => [`p${f}`, inner(at)])) },
    ];
    const source = withSchemas(Object.fromEntries(Array.from({ length: 12 }, level)), to(11));
    expect(JSON.stringify(answer(source)).length).toBeLessThan(200_000);
  });

  test('may have any names', () => {
    const names = ['__proto__', 'constructor', 'a/b', 'a~b', 'ä ö', '$ref', 'toString'];
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const document = good(
      withSchemas({ 'a/b~c': { type: 'object', properties } }, { $ref: '#/components/schemas/a~1b~0c' }),
    );
    const schema = contentOf(document, 'get-a').responses[0]?.media[0];
    expect(schema?.schema?.fields?.map(({ name }) => name)).toEqual(names);
    expect(Object.keys(JSON.parse(schema?.examples[0]?.text ?? ''))).toEqual(names);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

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
  ])('never fetches a reference to %s, and names its place', (_name, reference) => {
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

  test('is refused with too many operations, and soon', () => {
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
  ])('does no harm: %s', (_name, source) => {
    expect(reportOf(source)).toHaveLength(1);
  });

  test('merge keys have no effect, not on prototypes either', () => {
    const document = good(`${head}x-a: &a {__proto__: {polluted: 1}}\nx-b: {<<: *a}\n`);
    expect(document.operations).toHaveLength(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('aliases count as what they stand for', () => {
    const wide = `&w {${Array.from({ length: 60_000 }, (_, at) => `k${at}: 1`).join(', ')}}`;
    const again = Array.from({ length: 90 }, (_, at) => `r${at}: *w`).join('\n  ');
    expect(reportOf(`${head}components:\n  w: ${wide}\n  ${again}\n`)[0]?.message).toMatch(/4 million|aliases/);
  });

  test('ten thousand references in a row are followed, the longest chain is not', () => {
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

  test('that are addresses become links only when they lead to the web', () => {
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

test('every example of another maker is read or refused with a reason', () => {
  const names = [
    ...['circular', 'callbacks', 'complex-nesting', 'discriminators', 'file-uploads', 'parameters-extreme'],
    ...['polymorphism', 'schema-circular', 'schema-types', 'star-trek', 'server-variables', 'circular-paths'],
  ];
  for (const name of names) {
    const parsed = parseDocument(example(`3.0/json/${name}.json`));
    if (parsed.outcome === 'bad') expect(parsed.report[0]?.message, name).toMatch(/not fetched|no operation/);
    else expect(parsed.operations.length, name).toBeGreaterThan(0);
  }
});
