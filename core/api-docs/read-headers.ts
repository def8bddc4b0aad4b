import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { HeaderView } from './operation-content';
import { own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { viewSchema } from './schema-view';
import { brief } from './schema-words';

const HEADERS_MAX = 40;
const EXAMPLE_MAX = 200;

/** The headers of an answer. */
export function readHeaders(response: Raw, references: References): HeaderView[] {
  const entries = Object.entries(rawOf(response, 'headers')).slice(0, HEADERS_MAX);
  return entries.map(([name, given]) => {
    const { value: header } = references.resolve(given);
    const [content] = Object.values(rawOf(header, 'content'));
    const schema = own(header, 'schema') ?? own(references.resolve(content).value, 'schema');
    const view = schema === undefined ? null : viewSchema(schema, references);
    const [named] = Object.values(rawOf(header, 'examples'));
    const example = own(header, 'example') ?? own(references.resolve(named).value, 'value');
    return {
      name: name.slice(0, NAME_MAX),
      about: textOf(header, 'description', ABOUT_MAX) || view?.about || '',
      type: view?.type ?? '',
      ...(view?.notes && { notes: view.notes }),
      ...(own(header, 'required') === true && { required: true as const }),
      ...(own(header, 'deprecated') === true && { isDeprecated: true as const }),
      ...(example !== undefined && { example: brief(example, EXAMPLE_MAX) }),
    };
  });
}
