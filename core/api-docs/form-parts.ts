import { FIELDS_MAX, NAME_MAX } from './document-limits';
import { mergeAllOf } from './merge-all-of';
import type { FormPart } from './operation-content';
import { own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { typesOf } from './schema-words';

const HEADERS_MAX = 10;

/** Whether a body of this media type is a form. */
function isForm(type: string): boolean {
  return /^(multipart\/|application\/x-www-form-urlencoded)/i.test(type);
}

/** The fields of a form that are not simply a text: files, other media types, lists. Empty for anything else. */
export function readFormParts(type: string, media: Raw, references: References): FormPart[] {
  if (!isForm(type)) return [];
  const { value: schema } = mergeAllOf(references.resolve(own(media, 'schema')), references);
  const encoding = rawOf(media, 'encoding');
  return Object.entries(rawOf(schema, 'properties'))
    .slice(0, FIELDS_MAX)
    .flatMap(([name, field]) => {
      const part = readPart(references.resolve(field).value, rawOf(encoding, name), references);
      return Object.keys(part).length === 0 ? [] : [{ name: name.slice(0, NAME_MAX), ...part }];
    });
}

function readPart(field: Raw, encoding: Raw, references: References): Omit<FormPart, 'name'> {
  const isList = typesOf(field).types.includes('array');
  const entry = isList ? references.resolve(own(field, 'items')).value : field;
  const contentType = textOf(encoding, 'contentType', NAME_MAX) || textOf(entry, 'contentMediaType', NAME_MAX);
  const headers = Object.keys(rawOf(encoding, 'headers')).slice(0, HEADERS_MAX);
  return {
    ...(isFile(entry) && { isFile: true as const }),
    ...(contentType !== '' && { type: contentType }),
    ...(isList && own(encoding, 'explode') !== false && { repeats: true as const }),
    ...(headers.length > 0 && { headers: headers.map((name) => name.slice(0, NAME_MAX)) }),
  };
}

/** In 3.0 a file is a text of the format `binary`; since 3.1 one with a media type that is not encoded. */
function isFile(schema: Raw): boolean {
  if (own(schema, 'format') === 'binary') return true;
  const type = textOf(schema, 'contentMediaType', NAME_MAX);
  return type !== '' && !/json|^text\//i.test(type) && own(schema, 'contentEncoding') === undefined;
}
