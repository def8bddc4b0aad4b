import type { FormField } from '@/db/schema';
import { parseAnswers } from '../settings/form-fields';

/** The values of the sign-up fields, and what is wrong with them by the name of the form's field (`signUp.company`). */
export type SignUpReading = { values: Record<string, string>; problems: Record<string, string[]> };

/** A sign-up field as a person's browser gets it: what is asked, and not how it is judged or where it is copied. */
export type AskedSignUpField = Pick<FormField, 'name' | 'label' | 'kind' | 'required' | 'help' | 'choices'>;

/** Reads what was answered to these fields; what they do not ask for is left out. */
export function readSignUpValues(fields: readonly FormField[], given: Readonly<Record<string, string>>): SignUpReading {
  const { answers = [], fieldErrors = {} } = parseAnswers(fields, given);
  return {
    values: Object.fromEntries(answers.map(({ name, value }) => [name, value])),
    problems: Object.fromEntries(Object.entries(fieldErrors).map(([name, errors]) => [`signUp.${name}`, errors])),
  };
}

/**
 * The fields that a person is asked themselves. Those for admins only never reach a developer, nor do their answers.
 */
export function personalFields(fields: readonly FormField[]): FormField[] {
  return fields.filter(({ adminsOnly }) => !adminsOnly);
}

/** The fields as they may travel to a person's browser. */
export function askedFields(fields: readonly FormField[]): AskedSignUpField[] {
  return fields.map(({ name, label, kind, required, help, choices }) => ({
    ...{ name, label, kind, required },
    ...(help && { help }),
    ...(choices && { choices }),
  }));
}

/** What was answered to fields that still exist, in their order. Answers to removed ones stay in the row, unseen. */
export function shownAnswers(
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): { name: string; label: string; value: string }[] {
  return fields.flatMap(({ name, label }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? [] : [{ name, label, value }];
  });
}

/** The values to keep when these fields were answered anew: everything else in the row stays as it is. */
export function valuesAfter(
  before: Readonly<Record<string, string>>,
  answered: { fields: readonly FormField[]; values: Readonly<Record<string, string>> },
): Record<string, string> {
  const asked = new Set(answered.fields.map(({ name }) => name));
  const untouched = Object.entries(before).filter(([name]) => !asked.has(name));
  return { ...Object.fromEntries(untouched), ...answered.values };
}
