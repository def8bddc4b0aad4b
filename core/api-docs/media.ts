import { EXAMPLE_MAX, EXAMPLES_MAX, MEDIA_MAX, NAME_MAX } from './document-limits';
import { readFormParts } from './form-parts';
import { type Direction, makeExample } from './make-example';
import type { ExampleView, MediaView } from './operation-content';
import { own, type Raw, rawOf, textOf } from './raw';
import type { References } from './references';
import { viewSchema } from './schema-view';

/** The bodies under a `content`: for each media type its schema and examples. */
export function viewMedia(
  content: Raw,
  references: References,
  options: { direction: Direction; inlineDepth?: number; nodes?: number },
): MediaView[] {
  const { direction } = options;
  const entries = Object.entries(content).slice(0, MEDIA_MAX);
  return entries.map(([type, given]) => {
    const media = references.resolve(given).value;
    const schema = own(media, 'schema');
    const parts = readFormParts(type, media, references);
    return {
      type: type.slice(0, NAME_MAX),
      schema: schema === undefined ? null : viewSchema(schema, references, options),
      examples: examplesOf(type, media, references, direction),
      ...(parts.length > 0 && { parts }),
    };
  });
}

function examplesOf(type: string, media: Raw, references: References, direction: Direction): ExampleView[] {
  const named = Object.entries(rawOf(media, 'examples')).slice(0, EXAMPLES_MAX);
  const given = named.flatMap(([name, entry]) => {
    const { value: example } = references.resolve(entry);
    const value = own(example, 'value');
    if (value === undefined) return [];
    return [
      { name: (textOf(example, 'summary', NAME_MAX) || name).slice(0, NAME_MAX), text: show(value), isMade: false },
    ];
  });
  if (given.length > 0) return given;
  const example = own(media, 'example');
  if (example !== undefined) return [{ name: '', text: show(example), isMade: false }];
  const schema = own(media, 'schema');
  if (schema === undefined || !canBeMade(type)) return [];
  return [{ name: '', text: show(makeExample(schema, references, direction)), isMade: true }];
}

/** Only for these does a value say what is sent; XML and files would need more than the schema tells. */
function canBeMade(type: string): boolean {
  return /json|x-www-form-urlencoded|form-data|^\*\/\*$/i.test(type);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  if (text.length <= EXAMPLE_MAX) return text;
  const kept = text.slice(0, EXAMPLE_MAX);
  const lines = text.slice(EXAMPLE_MAX).split('\n').length - 1;
  return `${kept.slice(0, Math.max(0, kept.lastIndexOf('\n')))}\n… ${lines + 1} more lines`;
}
