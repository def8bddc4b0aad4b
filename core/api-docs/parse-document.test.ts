import { describe, expect, test } from 'vitest';
import { contentOf, good } from '@/test/api-documents';
import type { DocumentOverview } from './parsed-document';

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
        { name: 'name', required: true, schema: { type: 'string', notes: ['1 to 30 characters', 'for example Tom'] } },
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
        { name: 'degrees', schema: { type: 'number or null', notes: ['more than -273', 'for example 21.5'] } },
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
