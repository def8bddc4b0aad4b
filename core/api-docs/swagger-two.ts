import { isRaw, listOf, own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';

/** What a parameter of Swagger 2.0 says about its values, where OpenAPI 3 has a schema. */
const SCHEMA_WORDS = [
  ...['type', 'format', 'items', 'default', 'enum', 'pattern', 'multipleOf', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
];

/** An operation of Swagger 2.0 with its path's parameters, in the form of OpenAPI 3: as much as a page shows. */
export function operationOfTwo(root: Raw, pathItem: Raw, operation: Raw, references: References): Raw {
  const given = [...listOf(pathItem, 'parameters'), ...listOf(operation, 'parameters')];
  const parameters = given.map((parameter) => references.resolve(parameter).value);
  const consumes = texts(operation, 'consumes') ?? texts(root, 'consumes') ?? ['application/json'];
  const produces = texts(operation, 'produces') ?? texts(root, 'produces') ?? ['application/json'];
  const requestBody = bodyOfTwo(parameters, consumes);
  const responses = Object.entries(rawOf(operation, 'responses')).map(([status, response]) => [
    status,
    responseOfTwo(references.resolve(response).value, produces),
  ]);
  return {
    ...operation,
    parameters: parameters.filter(isPlain).map(parameterOfTwo),
    ...(requestBody && { requestBody }),
    responses: Object.fromEntries(responses),
  };
}

/** The servers of Swagger 2.0: schemes, host and base path. */
export function serversOfTwo(root: Raw): string[] {
  const host = textOf(root, 'host', 300);
  if (host === '') return [];
  const schemes = texts(root, 'schemes')?.filter((scheme) => scheme === 'https' || scheme === 'http') ?? ['https'];
  return schemes.map((scheme) => `${scheme}://${host}${textOf(root, 'basePath', 300)}`);
}

function texts(object: Raw, name: string): string[] | null {
  const list = listOf(object, name).filter((entry): entry is string => typeof entry === 'string');
  return list.length > 0 ? list : null;
}

function isPlain(parameter: Raw): boolean {
  return own(parameter, 'in') !== 'body' && own(parameter, 'in') !== 'formData';
}

function parameterOfTwo(parameter: Raw): Raw {
  return { ...parameter, ...styleOfTwo(parameter), schema: schemaOfTwo(parameter) };
}

const STYLES: Readonly<Record<string, string>> = { ssv: 'spaceDelimited', tsv: 'tabDelimited', pipes: 'pipeDelimited' };

/** How Swagger 2.0 wrote lists: by commas unless it said something else. */
function styleOfTwo(parameter: Raw): Raw {
  const format = textOf(parameter, 'collectionFormat', 20);
  if (format === 'multi') return { style: 'form', explode: true };
  const style = Object.hasOwn(STYLES, format) ? STYLES[format] : undefined;
  return style === undefined ? { explode: false } : { style, explode: false };
}

function schemaOfTwo(parameter: Raw): Raw {
  return Object.fromEntries(
    SCHEMA_WORDS.filter((word) => Object.hasOwn(parameter, word)).map((word) => [word, own(parameter, word)]),
  );
}

function bodyOfTwo(parameters: readonly Raw[], consumes: readonly string[]): Raw | null {
  const body = parameters.find((parameter) => own(parameter, 'in') === 'body');
  if (body) {
    const { schema = {} } = body;
    return { ...body, content: Object.fromEntries(consumes.map((type) => [type, { schema }])) };
  }
  const fields = parameters.filter((parameter) => own(parameter, 'in') === 'formData');
  if (fields.length === 0) return null;
  const hasFile = fields.some((field) => own(field, 'type') === 'file');
  const type = hasFile
    ? 'multipart/form-data'
    : (consumes.find((known) => /form/.test(known)) ?? 'application/x-www-form-urlencoded');
  const properties = fields.map((field) => [textOf(field, 'name', 200), fieldOfTwo(field)]);
  const required = fields.filter((field) => own(field, 'required') === true).map((field) => textOf(field, 'name', 200));
  const schema = { type: 'object', required, properties: Object.fromEntries(properties) };
  return { required: required.length > 0, content: { [type]: { schema } } };
}

function fieldOfTwo(field: Raw): Raw {
  const schema = { ...schemaOfTwo(field), description: own(field, 'description') };
  return own(field, 'type') === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

function responseOfTwo(response: Raw, produces: readonly string[]): Raw {
  const examples = rawOf(response, 'examples');
  const schema = own(response, 'schema');
  const types = schema === undefined ? Object.keys(examples) : produces;
  const content = types.map((type) => {
    const example = own(examples, type);
    return [type, { ...(schema !== undefined && { schema }), ...(example !== undefined && { example }) }];
  });
  const headers = Object.entries(rawOf(response, 'headers')).map(([name, header]) => [
    name,
    isRaw(header) ? { ...header, schema: schemaOfTwo(header) } : {},
  ]);
  return { ...response, content: Object.fromEntries(content), headers: Object.fromEntries(headers) };
}
