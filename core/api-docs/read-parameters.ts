import { ABOUT_MAX, EXAMPLES_MAX, NAME_MAX, PARAMETERS_MAX } from './document-limits';
import { makeExample } from './make-example';
import type { ParameterPlace, ParameterView } from './operation-content';
import { isRaw, listOf, own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { viewSchema } from './schema-view';
import { brief, typesOf } from './schema-words';
import { type WrittenParameter, writeParameter } from './write-parameter';

const PLACES: readonly ParameterPlace[] = ['path', 'query', 'header', 'cookie'];
const EXAMPLE_MAX = 200;

/**
 * The parameters of an operation: its own, and those of its path that it does not say anew. Path first, then as
 * written.
 */
export function readParameters(pathItem: Raw, operation: Raw, references: References): ParameterView[] {
  const byName = new Map<string, ParameterView>();
  for (const given of [...listOf(pathItem, 'parameters'), ...listOf(operation, 'parameters')]) {
    const parameter = readParameter(references.resolve(given).value, references);
    if (parameter && byName.size < PARAMETERS_MAX) byName.set(`${parameter.place} ${parameter.name}`, parameter);
  }
  const order = (parameter: ParameterView) => PLACES.indexOf(parameter.place);
  return [...byName.values()].sort((a, b) => order(a) - order(b));
}

function readParameter(parameter: Raw, references: References): ParameterView | null {
  const name = textOf(parameter, 'name', NAME_MAX);
  const place = PLACES.find((known) => known === own(parameter, 'in'));
  if (name === '' || !place) return null;
  const content = contentOf(parameter, references);
  const schema = own(parameter, 'schema') ?? own(content?.media ?? {}, 'schema') ?? {};
  const given = givenValues(parameter, content?.media ?? {}, references);
  const value = given[0]?.[1] ?? makeExample(schema, references, 'request');
  const examples = given.slice(1, EXAMPLES_MAX).map(([label, each]) => ({
    name: label.slice(0, NAME_MAX),
    value: brief(each, EXAMPLE_MAX),
  }));
  return {
    name,
    place,
    required: place === 'path' || own(parameter, 'required') === true,
    isDeprecated: own(parameter, 'deprecated') === true,
    about: textOf(parameter, 'description', ABOUT_MAX),
    schema: viewSchema(schema, references),
    ...(content
      ? { example: brief(value, EXAMPLE_MAX), written: `as ${content.type}` }
      : writtenOf(parameter, { name, place, schema, value, references })),
    ...(examples.length > 0 && { examples }),
  };
}

/** Since OpenAPI 3 a parameter may be a document of its own, of one media type. */
function contentOf(parameter: Raw, references: References): { type: string; media: Raw } | null {
  const [entry] = Object.entries(rawOf(parameter, 'content'));
  return entry ? { type: entry[0].slice(0, NAME_MAX), media: references.resolve(entry[1]).value } : null;
}

/** The document's own examples, of the parameter or of its media type. */
function givenValues(parameter: Raw, media: Raw, references: References): [string, unknown][] {
  const holder = Object.hasOwn(parameter, 'examples') || Object.hasOwn(parameter, 'example') ? parameter : media;
  const given: [string, unknown][] = own(holder, 'example') === undefined ? [] : [['', own(holder, 'example')]];
  for (const [name, entry] of Object.entries(rawOf(holder, 'examples')).slice(0, EXAMPLES_MAX)) {
    const example = references.resolve(entry).value;
    const value = own(example, 'value');
    if (value !== undefined) given.push([textOf(example, 'summary', NAME_MAX) || name, value]);
  }
  return given;
}

function writtenOf(
  parameter: Raw,
  input: { name: string; place: ParameterPlace; schema: unknown; value: unknown; references: References },
): WrittenParameter {
  const { name, place, schema, value, references } = input;
  const style = textOf(parameter, 'style', 40) || (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const explode = own(parameter, 'explode');
  const [type] = typesOf(references.resolve(schema).value).types;
  const kind = type === 'array' ? 'list' : type === 'object' ? 'object' : null;
  if (isRaw(value) && Object.keys(value).length === 0) return { example: '' };
  return writeParameter(
    { name, place, style, explode: explode === undefined ? style === 'form' : explode === true, kind },
    value,
  );
}
