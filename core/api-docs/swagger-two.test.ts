import { describe, expect, test } from 'vitest';
import { contentOf, example, good } from '@/test/api-documents';
import { parseDocument } from './parse-document';
import type { DocumentOverview } from './parsed-document';

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
