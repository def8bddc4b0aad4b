import type { ParameterPlace } from './operation-content';
import { isRaw } from './raw';
import { brief } from './schema-words';

const VALUE_MAX = 200;
/** Entries of a list that a sample sends. */
const ENTRIES_MAX = 5;

/** How a value is written into a request (OpenAPI's `style` and `explode`). */
export type WrittenParameter = {
  example: string;
  written?: string;
  pairs?: (readonly [string, string])[];
};

type Manner = { name: string; place: ParameterPlace; style: string; explode: boolean; kind: 'list' | 'object' | null };

/** Writes a value as its parameter is sent; `kind` is what the schema says, for values that do not show it. */
export function writeParameter(manner: Manner, value: unknown): WrittenParameter {
  const { kind } = manner;
  const written = kind === null ? '' : wordsFor(manner, kind);
  const words = written === '' ? {} : { written };
  if (Array.isArray(value)) return { ...writeList(manner, value.slice(0, ENTRIES_MAX).map(text)), ...words };
  if (isRaw(value)) return { ...writeObject(manner, fieldsOf(value)), ...words };
  return { example: prefixed(manner, text(value)), ...words };
}

function text(value: unknown): string {
  return brief(value, VALUE_MAX);
}

function fieldsOf(value: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(value)
    .slice(0, ENTRIES_MAX)
    .map(([name, field]) => [name.slice(0, VALUE_MAX), text(field)]);
}

function prefixed({ style, name }: Manner, value: string): string {
  if (style === 'label') return `.${value}`;
  return style === 'matrix' ? `;${name}=${value}` : value;
}

function writeList(manner: Manner, entries: string[]): WrittenParameter {
  const { name, place, style, explode } = manner;
  if (style === 'label') return { example: entries.map((entry) => `.${entry}`).join('') };
  if (style === 'matrix' && explode) return { example: entries.map((entry) => `;${name}=${entry}`).join('') };
  const joined = prefixed(manner, entries.join(separator(style)));
  const isRepeated = place === 'query' && explode;
  return isRepeated ? { example: joined, pairs: entries.map((entry) => [name, entry]) } : { example: joined };
}

function writeObject(manner: Manner, fields: [string, string][]): WrittenParameter {
  const { name, place, style, explode } = manner;
  const flat = fields.map(([field, value]) => (explode ? `${field}=${value}` : `${field},${value}`));
  if (style === 'deepObject') {
    return { example: flat.join(','), pairs: fields.map(([field, value]) => [`${name}[${field}]`, value]) };
  }
  if (style === 'label') return { example: flat.map((entry) => `.${entry}`).join('') };
  if (style === 'matrix') return { example: explode ? flat.map((entry) => `;${entry}`).join('') : `;${name}=${flat}` };
  if (place === 'query' && explode) return { example: flat.join(','), pairs: fields };
  return { example: flat.join(separator(style)) };
}

function separator(style: string): string {
  if (style === 'spaceDelimited') return ' ';
  if (style === 'tabDelimited') return '\t';
  return style === 'pipeDelimited' ? '|' : ',';
}

function wordsFor({ name, place, style, explode }: Manner, kind: 'list' | 'object'): string {
  if (style === 'deepObject') return `${name}[field]=value for each field`;
  if (style === 'label') return 'after dots';
  if (style === 'matrix') return `after semicolons: ;${name}=…`;
  if (kind === 'object') return explode && place === 'query' ? 'each field by its own name' : objectWords(explode);
  if (place === 'query' && explode) return 'the name again for each entry';
  if (style === 'spaceDelimited') return 'separated by spaces';
  if (style === 'tabDelimited') return 'separated by tabs';
  return style === 'pipeDelimited' ? 'separated by |' : 'separated by commas';
}

function objectWords(explode: boolean): string {
  return explode ? 'field=value, separated by commas' : 'fields and values, separated by commas';
}
