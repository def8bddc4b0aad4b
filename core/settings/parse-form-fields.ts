import { z } from 'zod';
import type { FormField } from '@/db/schema';
import { invalidFields } from '../errors';

/** How many questions a form may ask. */
export const FIELDS_MAX = 20;
const CHOICES_MAX = 30;
const NAME_MAX = 40;

/** A question as an admin writes it: choices one per line, a name only when it had one before. */
export type DraftField = {
  name?: string;
  label: string;
  kind: string;
  required: boolean;
  help?: string;
  choices?: string;
};

const kinds = ['text', 'long_text', 'number', 'choice', 'yes_no', 'url'] as const;
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .regex(/^\P{Cc}*$/u, 'Remove the characters that cannot be seen.');

const draft = z.object({
  name: z.string().optional(),
  label: line(120),
  kind: z.enum(kinds, 'Choose a kind.'),
  required: z.boolean(),
  help: line(300).optional(),
  choices: z.string().max(4000, 'Use at most 4000 characters.').optional(),
});

/**
 * Makes fields of what an admin wrote. A question without words is left out: emptying it removes it. A field keeps its
 * name for ever, because kept answers refer to it; a new one is named after its words. Throws `invalid` with errors keyed
 * `<prefix>.<index>.<part>`.
 */
export function parseFormFields(drafts: readonly DraftField[], prefix: string): FormField[] {
  const errors: Record<string, string[]> = {};
  const fields: FormField[] = [];
  const taken = new Set(drafts.flatMap(({ name, label }) => (name && label.trim() ? [name] : [])));
  for (const [index, given] of drafts.entries()) {
    if (!given.label.trim()) continue;
    const parsed = draft.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) errors[`${prefix}.${index}.${issue.path.join('.')}`] = [issue.message];
      continue;
    }
    const field = toField(parsed.data, taken);
    if (field.kind === 'choice' && !hasUsableChoices(field)) {
      errors[`${prefix}.${index}.choices`] = [`Write 2 to ${CHOICES_MAX} different answers, one in each line.`];
    }
    fields.push(field);
  }
  if (fields.length > FIELDS_MAX) errors[prefix] = [`Ask at most ${FIELDS_MAX} questions.`];
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  return fields;
}

function toField(given: z.infer<typeof draft>, taken: Set<string>): FormField {
  const name = given.name && isName(given.name) ? given.name : freeName(given.label, taken);
  taken.add(name);
  const choices = given.choices?.split('\n').flatMap((choice) => choice.trim() || []) ?? [];
  return {
    name,
    label: given.label,
    kind: given.kind,
    required: given.required,
    ...(given.help && { help: given.help }),
    ...(given.kind === 'choice' && { choices }),
  };
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
