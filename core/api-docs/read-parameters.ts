import { ABOUT_MAX, NAME_MAX, PARAMETERS_MAX } from './document-limits';
import { makeExample } from './make-example';
import type { ParameterPlace, ParameterView } from './parsed-document';
import { isRaw, listOf, own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { viewSchema } from './schema-view';
import { brief } from './schema-words';

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
  const schema = schemaOf(parameter, references);
  return {
    name,
    place,
    required: place === 'path' || own(parameter, 'required') === true,
    isDeprecated: own(parameter, 'deprecated') === true,
    about: textOf(parameter, 'description', ABOUT_MAX),
    schema: viewSchema(schema, references),
    example: exampleOf(parameter, schema, references),
  };
}

/** A parameter has a schema, or one media type with a schema. */
function schemaOf(parameter: Raw, references: References): unknown {
  const direct = own(parameter, 'schema');
  if (direct !== undefined) return direct;
  const [media] = Object.values(rawOf(parameter, 'content'));
  return own(references.resolve(media).value, 'schema') ?? {};
}

function exampleOf(parameter: Raw, schema: unknown, references: References): string {
  const [first] = Object.values(rawOf(parameter, 'examples'));
  const given = own(parameter, 'example') ?? own(references.resolve(first).value, 'value');
  const value = given ?? makeExample(schema, references, 'request');
  if (Array.isArray(value)) return value.map((entry) => brief(entry, EXAMPLE_MAX)).join(',');
  return isRaw(value) && Object.keys(value).length === 0 ? '' : brief(value, EXAMPLE_MAX);
}
