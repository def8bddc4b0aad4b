import { z } from 'zod';
import type { FormField } from '@/db/schema';
import { invalidFields } from '../errors';
import { PATTERN_MAX, patternProblem } from './answer-pattern';

/** How many questions a form may ask. */
const FIELDS_MAX = 20;
const CHOICES_MAX = 30;
const NAME_MAX = 40;

/** A question as an admin writes it: choices one per line, a name only when it had one before. */
export type DraftField = {
  /** What the form calls the row that it came from; errors are named after it. Without one, after its place. */
  row?: string;
  name?: string;
  label: string;
  kind: string;
  required: boolean;
  help?: string;
  choices?: string;
  /** Of a short text: what the whole answer must match, and what to say when it does not. */
  pattern?: string;
  patternHelp?: string;
  /** Of a number, as typed; empty is no bound. */
  min?: string;
  max?: string;
  /** Sign-up fields only. */
  adminsOnly?: boolean;
  notInKeys?: boolean;
};

const kinds = ['text', 'long_text', 'number', 'choice', 'yes_no', 'url'] as const;
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .regex(/^\P{Cc}*$/u, 'Remove the characters that cannot be seen.');

const bound = line(30).regex(/^([+-]?\d{1,15}([.]\d{1,10})?)?$/, 'Enter a number, such as 1200 or 0.5.');

const draft = z.object({
  name: z.string().optional(),
  label: line(120),
  kind: z.enum(kinds, 'Choose a kind.'),
  required: z.boolean(),
  help: line(300).optional(),
  choices: z.string().max(4000, 'Use at most 4000 characters.').optional(),
  pattern: line(PATTERN_MAX).optional(),
  patternHelp: line(200).optional(),
  min: bound.optional(),
  max: bound.optional(),
  adminsOnly: z.boolean().optional(),
  notInKeys: z.boolean().optional(),
});

type Draft = z.infer<typeof draft>;

/**
 * Makes fields of what an admin wrote. A question without words is left out: emptying it removes it. A field keeps its
 * name for ever, because kept answers refer to it; a new one is named after its words. Throws `invalid` with errors
 * keyed `<prefix>.<row>.<part>`.
 */
export function parseFormFields(drafts: readonly DraftField[], prefix: string): FormField[] {
  const errors: Record<string, string[]> = {};
  const fields: FormField[] = [];
  const taken = new Set(drafts.flatMap(({ name, label }) => (name && label.trim() ? [name] : [])));
  for (const [index, given] of drafts.entries()) {
    if (!given.label.trim()) continue;
    const row = given.row ?? index;
    const parsed = draft.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) errors[`${prefix}.${row}.${issue.path.join('.')}`] = [issue.message];
      continue;
    }
    const field = toField(parsed.data, taken);
    for (const [part, problem] of problemsOf(field)) errors[`${prefix}.${row}.${part}`] = [problem];
    fields.push(field);
  }
  if (fields.length > FIELDS_MAX) errors[prefix] = [`Ask at most ${FIELDS_MAX} questions.`];
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return fields;
}

function toField(given: Draft, taken: Set<string>): FormField {
  const name = given.name && isName(given.name) ? given.name : freeName(given.label, taken);
  taken.add(name);
  const choices = given.choices?.split('\n').flatMap((choice) => choice.trim() || []) ?? [];
  return {
    name,
    label: given.label,
    kind: given.kind,
    // Nobody can be made to answer what they are not asked.
    required: given.required && !given.adminsOnly,
    ...(given.help && { help: given.help }),
    ...(given.kind === 'choice' && { choices }),
    ...(given.kind === 'text' && patternOf(given)),
    ...(given.kind === 'number' && boundsOf(given)),
    ...(given.adminsOnly && { adminsOnly: true }),
    ...(given.notInKeys && { notInKeys: true }),
  };
}

function patternOf({ pattern, patternHelp }: Draft): Pick<FormField, 'pattern' | 'patternHelp'> {
  return pattern ? { pattern, ...(patternHelp && { patternHelp }) } : {};
}

function boundsOf({ min, max }: Draft): Pick<FormField, 'min' | 'max'> {
  return { ...(min && { min: Number(min) }), ...(max && { max: Number(max) }) };
}

function problemsOf(field: FormField): [part: string, problem: string][] {
  const { pattern, min, max } = field;
  const inPattern = pattern ? patternProblem(pattern) : null;
  return [
    ...(field.kind === 'choice' && !hasUsableChoices(field)
      ? [['choices', `Write 2 to ${CHOICES_MAX} different answers, one in each line.`] as [string, string]]
      : []),
    ...(inPattern ? [['pattern', inPattern] as [string, string]] : []),
    ...(min !== undefined && max !== undefined && min > max
      ? [['max', 'Enter a number that is not below the smallest.'] as [string, string]]
      : []),
  ];
}

function hasUsableChoices({ choices = [] }: FormField): boolean {
  const fits = choices.length >= 2 && choices.length <= CHOICES_MAX && choices.every((choice) => choice.length <= 120);
  return fits && new Set(choices).size === choices.length;
}

function isName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(name);
}

/** `How many calls a day?` is named `how_many_calls_a_day`. Names travel to the gateway as flat ASCII metadata. */
function freeName(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, NAME_MAX - 3);
  const base = plain || 'field';
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}
