import fc from 'fast-check';
import { newId } from '@/db/ids';
import type { Operation } from '@/server/rest/operation';
import { type Schema, schemaOfBody } from './rest-document';

const LONGEST = 40;

/** Bodies that the document calls right for this operation, drawn from its schema and nothing else. */
export function bodiesOf(operation: Operation): fc.Arbitrary<object> {
  return valuesOf(schemaOfBody(operation)) as fc.Arbitrary<object>;
}

function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valuesOf));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(valuesOf)).map((parts) => Object.assign({}, ...parts));
  const [type = 'any', ...others] = [schema.type ?? []].flat();
  if (others.length > 0) return fc.oneof(...[type, ...others].map((one) => valuesOf({ ...schema, type: one })));
  return (byType[type] ?? (() => fc.jsonValue({ maxDepth: 1 })))(schema);
}

const byType: Record<string, (schema: Schema) => fc.Arbitrary<unknown>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -5, maximum = minimum + 1000 }) =>
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 10 ** 6) }),
  number: ({ minimum = -5, maximum = minimum + 1000 }) =>
    fc.double({ min: minimum, max: maximum, noNaN: true, noDefaultInfinity: true }),
  string: stringsOf,
  array: ({ items = {}, minItems = 0, maxItems = 3 }) =>
    fc.array(valuesOf(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) }),
  object: ({ properties = {}, required = [], additionalProperties }) => {
    const known = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)]));
    const named = fc.record(known, { requiredKeys: required.filter((name) => name in known) });
    if (typeof additionalProperties !== 'object') return named;
    const more = fc.dictionary(fc.string({ maxLength: 8 }), valuesOf(additionalProperties), { maxKeys: 2 });
    return fc.tuple(more, named).map(([some, all]) => ({ ...some, ...all }));
  },
};

function stringsOf({ format, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.constantFrom(...Array.from({ length: 3 }, newId));
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) });
}
