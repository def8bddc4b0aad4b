import { ENUM_MAX, NAME_MAX } from './document-limits';
import { isRaw, listOf, own, type Raw, textOf } from './raw';

/** The types that a schema names, without `null`; whether null is one of them. */
export function typesOf(schema: Raw): { types: string[]; isNullable: boolean } {
  const given = own(schema, 'type');
  const named = (Array.isArray(given) ? given : [given]).filter((type): type is string => typeof type === 'string');
  const types = named.filter((type) => type !== 'null').map((type) => type.slice(0, 40));
  const isNullable = named.includes('null') || own(schema, 'nullable') === true || own(schema, 'x-nullable') === true;
  return { types: types.length > 0 ? types : impliedType(schema), isNullable };
}

function impliedType(schema: Raw): string[] {
  if (isRaw(own(schema, 'properties')) || isRaw(own(schema, 'additionalProperties'))) return ['object'];
  if (isRaw(own(schema, 'items'))) return ['array'];
  const first = own(schema, 'const') ?? listOf(schema, 'enum')[0];
  return first === undefined || first === null || typeof first === 'object' ? [] : [typeof first];
}

/** The schema's rules in a few words each: `1 to 100 characters`, `default 30`, `read only`. */
export function notesOf(schema: Raw): string[] {
  const notes = [
    textOf(schema, 'format', 60),
    span(schema, 'minLength', 'maxLength', 'characters'),
    span(schema, 'minItems', 'maxItems', 'entries'),
    span(schema, 'minProperties', 'maxProperties', 'fields'),
    range(schema),
    own(schema, 'uniqueItems') === true ? 'no entry twice' : '',
    pattern(schema),
    own(schema, 'readOnly') === true ? 'read only' : '',
    own(schema, 'writeOnly') === true ? 'write only' : '',
    own(schema, 'additionalProperties') === false && isRaw(own(schema, 'properties')) ? 'no other fields' : '',
    textOf(schema, 'contentMediaType', 60),
    textOf(schema, 'contentEncoding', 60),
    said(schema, 'default'),
    said(schema, 'const'),
    exampleNote(schema),
  ];
  return notes.filter((note) => note !== '');
}

/** The values of an enumeration as they are sent. */
export function valuesOf(schema: Raw): string[] {
  const values = listOf(schema, 'enum');
  const shown = values.slice(0, ENUM_MAX).map((value) => brief(value, NAME_MAX));
  return values.length > shown.length ? [...shown, `… ${values.length - shown.length} more`] : shown;
}

/** A value as it is sent: texts bare, everything else as JSON. */
export function brief(value: unknown, max: number): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

function numberOf(schema: Raw, name: string): number | null {
  const value = own(schema, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function span(schema: Raw, least: string, most: string, unit: string): string {
  const [min, max] = [numberOf(schema, least), numberOf(schema, most)];
  if (min !== null && max !== null) return min === max ? `${min} ${unit}` : `${min} to ${max} ${unit}`;
  if (max !== null) return `at most ${max} ${unit}`;
  return min !== null && min > 0 ? `at least ${min} ${unit}` : '';
}

/** In 3.0 `exclusiveMinimum` says how `minimum` is meant; since 3.1 it is a limit itself. */
function range(schema: Raw): string {
  const min = numberOf(schema, 'minimum');
  const max = numberOf(schema, 'maximum');
  const above = numberOf(schema, 'exclusiveMinimum') ?? (own(schema, 'exclusiveMinimum') === true ? min : null);
  const below = numberOf(schema, 'exclusiveMaximum') ?? (own(schema, 'exclusiveMaximum') === true ? max : null);
  const step = numberOf(schema, 'multipleOf');
  const parts = [
    above !== null ? `more than ${above}` : min !== null ? `from ${min}` : '',
    below !== null ? `less than ${below}` : max !== null ? `up to ${max}` : '',
    step !== null ? `in steps of ${step}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function pattern(schema: Raw): string {
  const text = textOf(schema, 'pattern', 120);
  return text === '' ? '' : `matches ${text}`;
}

/** What a value may look like; objects and lists are shown where a whole body is. */
function exampleNote(schema: Raw): string {
  const [first] = listOf(schema, 'examples');
  const value = own(schema, 'example') ?? first;
  if (value === undefined || value === null || typeof value === 'object' || Object.hasOwn(schema, 'const')) return '';
  const text = brief(value, 60);
  return text === '' ? '' : `for example ${text}`;
}

function said(schema: Raw, name: 'default' | 'const'): string {
  if (!Object.hasOwn(schema, name)) return '';
  const value = brief(own(schema, name), 80);
  if (value === '') return '';
  return name === 'const' ? `always ${value}` : `default ${value}`;
}
