import { Ajv2020 } from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { describe as describeApi } from '@/server/rest/describe';
import type { Operation } from '@/server/rest/operation';
import { operations } from '@/server/rest/resources/operations';
import type { Got } from './rest';

type Described = {
  operationId: string;
  responses: Record<string, { $ref?: string }>;
  parameters?: { name: string; in: string; schema: Schema }[];
};

/** The API's own document, as programs get it. */
export const document: { paths: Record<string, Record<string, Described>> } = JSON.parse(
  JSON.stringify(describeApi(operations, { portalUrl: 'http://portal.test', version: '1.0.0' })),
);

// Not strict: OpenAPI has words of its own in schemas, such as `example`.
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'document');

/** A way into the document, as a reference of JSON Schema. */
const at = (...names: string[]) =>
  `document#${names.map((name) => `/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;

/**
 * What an answer has that the document does not say of this operation: another status, another type, another shape.
 * Null when it is as it is described.
 */
export function undescribed({ path, method }: Operation, got: Got): string | null {
  const { status } = got;
  const response = document.paths[path]?.[method]?.responses[status];
  if (!response) return `The document has no answer ${status} here.`;
  if (status === 204 || status === 304) return got.text === '' ? null : 'There is a body.';
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  if (got.headers.get('content-type') !== type) return `It is not ${type}.`;
  const place = response.$ref
    ? ['components', 'responses', response.$ref.split('/').at(-1) ?? '']
    : ['paths', path, method, 'responses', String(status)];
  const validate = ajv.getSchema(at(...place, 'content', type, 'schema'));
  if (!validate) throw new Error(`The document has no schema at ${place.join(' ')}`);
  return validate(got.json) ? null : ajv.errorsText(validate.errors);
}

/** As much of JSON Schema as tests draw from and ask about. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
};
type Body = { requestBody?: { content: Record<string, { schema: Schema }> } };

/** What the document says of this operation's body; a body without a rule where it says nothing. */
export function schemaOfBody({ path, method }: Operation): Schema {
  const described: (Described & Body) | undefined = document.paths[path]?.[method];
  return described?.requestBody?.content['application/json']?.schema ?? {};
}

/** What the document says of the parameters of this operation that stand behind its address. */
export function parametersOf({ path, method }: Operation): { name: string; schema: Schema }[] {
  return document.paths[path]?.[method]?.parameters?.filter((one) => one.in === 'query') ?? [];
}
