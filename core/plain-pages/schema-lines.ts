import type { SchemaView } from '../api-docs/operation-content';
import { code, plain } from './markdown-text';

const DEPTH_MAX = 6;
const ABOUT_MAX = 300;

/** A schema as an indented list: its fields, entries and choices, with links to what stands elsewhere. */
export function schemaLines(schema: SchemaView, reference: string, depth = 0): string[] {
  if (depth > DEPTH_MAX) return [];
  const { fields = [], each, others, choices, kinds, not, first = [], matching = [] } = schema;
  const line = (label: string, part: SchemaView, required = false) => [
    `${'  '.repeat(depth)}- ${label}${words(part, reference, required)}`,
    ...schemaLines(part, reference, depth + 1),
  ];
  return [
    ...fields.flatMap(({ name, required, schema: field }) => line(`${code(name)}: `, field, required)),
    ...(each ? line('each entry: ', each) : []),
    ...first.flatMap((entry, index) => line(`entry ${index + 1}: `, entry)),
    ...matching.flatMap(({ pattern, schema: named }) => line(`names that match ${code(pattern)}: `, named)),
    ...(others ? line('any other name: ', others) : []),
    ...(choices?.of.flatMap((choice) => line(`${choices.how}: `, choice)) ?? []),
    ...(kinds ? [`${'  '.repeat(depth)}- told apart by ${code(kinds.field)}: ${kindWords(kinds)}`] : []),
    ...(not ? line('must not be: ', not) : []),
  ];
}

/** Type, rules, values and description of one value, in one line. */
export function words(schema: SchemaView, reference: string, required = false): string {
  const { type, notes = [], values = [], about = '', isDeprecated, elsewhere, name } = schema;
  const head = [plain(type), ...notes.map(plain), required && 'required', isDeprecated && 'deprecated'];
  const text = about.replace(/\s+/g, ' ').trim();
  return [
    head.filter(Boolean).join(', '),
    values.length > 0 && `one of ${values.map(code).join(' ')}`,
    text !== '' && `${text.slice(0, ABOUT_MAX).toWellFormed()}${text.length > ABOUT_MAX ? '…' : ''}`,
    elsewhere && name !== undefined && `see [${plain(name)}](${schemaAddress(reference, name)})`,
  ]
    .filter(Boolean)
    .join('. ');
}

/** Where a schema stands as Markdown. */
export function schemaAddress(reference: string, name: string): string {
  return `${reference}.md?${new URLSearchParams({ schema: name })}`;
}

function kindWords({ of }: NonNullable<SchemaView['kinds']>): string {
  return of.map(({ value, name }) => (value === name ? code(value) : `${code(value)} is ${plain(name)}`)).join(', ');
}
