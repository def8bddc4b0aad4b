import type { FieldAnswer, FormField } from '@/db/schema';
import { matchesPattern } from './answer-pattern';

/** The longest answers, in characters: a line and a text. */
export const LINE_MAX = 200;
const TEXT_MAX = 4000;

const NUMBER = /^[+-]?\d{1,15}([.]\d{1,10})?$/;
// Line breaks and tabs are text; every other control character is somebody's trick with logs or headers.
const CONTROL = /[\p{Cc}\p{Cs}]/u;

/** What was made of a form: the answers as they are kept, or what to say beside which field. */
export type ParsedAnswers =
  | { answers: FieldAnswer[]; fieldErrors?: never }
  | { answers?: never; fieldErrors: Record<string, string[]> };

/**
 * Checks what was given against the fields that were asked. Keeps each question as it was asked; drops what nobody
 * asked. An empty answer to an optional field is left out. Used for key-request fields and sign-up fields alike.
 */
export function parseAnswers(fields: readonly FormField[], given: Readonly<Record<string, unknown>>): ParsedAnswers {
  const answers: FieldAnswer[] = [];
  const fieldErrors: Record<string, string[]> = {};
  for (const field of fields) {
    const text = textOf(given, field.name);
    const problem = problemOf(field, text);
    if (problem) fieldErrors[field.name] = [problem];
    else if (text) answers.push({ name: field.name, label: field.label, kind: field.kind, value: text });
  }
  return Object.keys(fieldErrors).length > 0 ? { fieldErrors } : { answers };
}

/** Several lists of fields as one form: a name that is asked twice is asked once, as the first list asks it. */
export function mergeFields(...lists: readonly (readonly FormField[])[]): FormField[] {
  const byName = new Map<string, FormField>();
  for (const field of lists.flat()) if (!byName.has(field.name)) byName.set(field.name, field);
  return [...byName.values()];
}

function textOf(given: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'string' ? value.normalize('NFC').replaceAll('\r\n', '\n').trim() : '';
}

function problemOf(field: FormField, text: string): string | null {
  if (!text) return field.required ? missing(field) : null;
  const max = field.kind === 'long_text' ? TEXT_MAX : LINE_MAX;
  if (text.length > max) return `Use at most ${max} characters.`;
  const visible = field.kind === 'long_text' ? text.replace(/[\n\t]/g, ' ') : text;
  if (CONTROL.test(visible)) return 'Remove the characters that cannot be seen.';
  return checks[field.kind](field, text);
}

function missing(field: FormField): string {
  // With the question in it, because it also stands in a list at the top of the form.
  const isChoice = field.kind === 'choice' || field.kind === 'yes_no';
  return isChoice ? `Choose an answer to “${field.label}”.` : `Fill in “${field.label}”.`;
}

const checks: Record<FormField['kind'], (field: FormField, text: string) => string | null> = {
  text: patternComplaint,
  long_text: () => null,
  number: (field, text) =>
    NUMBER.test(text) ? boundsComplaint(field, Number(text)) : 'Enter a number, such as 1200 or 0.5.',
  choice: (field, text) => (field.choices?.includes(text) ? null : 'Choose one of the answers.'),
  yes_no: (_field, text) => (text === 'yes' || text === 'no' ? null : 'Choose yes or no.'),
  url: (_field, text) => (isWebAddress(text) ? null : 'Enter an address that starts with https:// or http://.'),
};

function patternComplaint({ pattern, patternHelp }: FormField, text: string): string | null {
  if (!pattern || matchesPattern(pattern, text)) return null;
  return patternHelp || 'This answer does not have the form that is asked for.';
}

function boundsComplaint({ min, max }: FormField, number: number): string | null {
  const isIn = number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY);
  if (isIn) return null;
  if (min !== undefined && max !== undefined) return `Enter a number from ${min} to ${max}.`;
  return min !== undefined ? `Enter ${min} or more.` : `Enter ${max} or less.`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
