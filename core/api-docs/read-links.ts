import { ABOUT_MAX, NAME_MAX } from './document-limits';
import type { LinkView } from './operation-content';
import { own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { brief } from './schema-words';

const LINKS_MAX = 20;
const VALUES_MAX = 20;
const VALUE_MAX = 200;

/** Where the page of an operation is, by its operationId and by the pointer to it. */
export type OperationSlugs = { byId: ReadonlyMap<string, string>; byPointer: ReadonlyMap<string, string> };

/** What can be asked next with what an answer says. */
export function readLinks(response: Raw, references: References, slugs: OperationSlugs): LinkView[] {
  return Object.entries(rawOf(response, 'links'))
    .slice(0, LINKS_MAX)
    .map(([name, given]) => {
      const { value: link } = references.resolve(given);
      const id = textOf(link, 'operationId', NAME_MAX);
      const reference = textOf(link, 'operationRef', 2_000);
      const slug = id !== '' ? slugs.byId.get(id) : slugs.byPointer.get(reference);
      const body = own(link, 'requestBody');
      const values = Object.entries(rawOf(link, 'parameters')).map(([parameter, value]) => ({
        name: parameter.slice(0, NAME_MAX),
        value: brief(value, VALUE_MAX),
      }));
      if (body !== undefined) values.push({ name: 'body', value: brief(body, VALUE_MAX) });
      return {
        name: name.slice(0, NAME_MAX),
        about: textOf(link, 'description', ABOUT_MAX),
        ...(slug !== undefined && { slug }),
        operation: id || reference.slice(0, NAME_MAX),
        values: values.slice(0, VALUES_MAX),
      };
    });
}
