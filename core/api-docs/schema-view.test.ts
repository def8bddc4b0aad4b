import { describe, expect, test } from 'vitest';
import { answer, contentOf, good, withSchemas } from '@/test/api-documents';
import type { SchemaView } from './operation-content';

describe('schemas', () => {
  test('that contain themselves end as a link to their own page [V-10]', () => {
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
