import type { FormField } from '@/db/schema';

const LINE_MAX = 200;
const TEXT_MAX = 2_000;

/** Control characters; line breaks are looked at apart. */
const CONTROL = /[\p{Cc}\p{Surrogate}]/u;

/** The values of the sign-up fields, and what is wrong with them by the name of the form's field (`signUp.company`). */
export type SignUpReading = { values: Record<string, string>; problems: Record<string, string[]> };

/** Reads what was answered to the fields that admins defined; what they did not ask for is left out. */
export function readSignUpValues(fields: readonly FormField[], given: Readonly<Record<string, string>>): SignUpReading {
  const reading: SignUpReading = { values: {}, problems: {} };
  for (const field of fields) {
    const value = (Object.hasOwn(given, field.name) ? (given[field.name] ?? '') : '').trim();
    const problem = value === '' ? emptyProblem(field) : valueProblem(field, value);
    if (problem !== null) reading.problems[`signUp.${field.name}`] = [problem];
    else if (value !== '') reading.values[field.name] = value;
  }
  return reading;
}

function emptyProblem(field: FormField): string | null {
  return field.required ? `Fill in "${field.label}".` : null;
}

function valueProblem(field: FormField, value: string): string | null {
  const max = field.kind === 'long_text' ? TEXT_MAX : LINE_MAX;
  if (value.length > max) return `Use at most ${max} characters for "${field.label}".`;
  if (CONTROL.test(field.kind === 'long_text' ? value.replace(/[\r\n\t]/g, '') : value)) {
    return `"${field.label}" has characters that cannot be stored.`;
  }
  if (field.kind === 'number' && !Number.isFinite(Number(value))) return `Enter a number for "${field.label}".`;
  if (field.kind === 'choice' && !(field.choices ?? []).includes(value)) return `Choose one for "${field.label}".`;
  if (field.kind === 'yes_no' && value !== 'yes' && value !== 'no') return `Choose yes or no for "${field.label}".`;
  if (field.kind === 'url' && !isWebAddress(value)) {
    return `Enter a web address that starts with https:// for "${field.label}".`;
  }
  return null;
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
