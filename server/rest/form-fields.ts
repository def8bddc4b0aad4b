import { z } from '@hono/zod-openapi';
import type { DraftField } from '@/core/settings/parse-form-fields';
import type { Naming } from './naming';

const kind = z.enum(['text', 'long_text', 'number', 'choice', 'yes_no', 'url']);

/** More than a form may have, so that one too many is refused in words. */
const SENT_MAX = 50;

const shape = {
  label: z.string().regex(/\S/, 'Write the question.').openapi({ description: 'The question.' }),
  kind,
  required: z.boolean(),
  help: z.string().optional(),
  choices: z
    .array(z.string().regex(/^[^\n\r]*$/, 'An answer is one line.'))
    .optional()
    .openapi({ description: 'Of a choice.' }),
  pattern: z.string().optional().openapi({ description: 'What the whole answer to a short text must match.' }),
  patternHelp: z.string().optional().openapi({ description: 'What is said when it does not.' }),
  min: z.number().optional().openapi({ description: 'Of a number.' }),
  max: z.number().optional(),
};
const forSignUp = {
  adminsOnly: z.boolean().optional().openapi({ description: 'Only admins fill it in, and nobody else sees it.' }),
  notInKeys: z.boolean().optional().openapi({ description: 'It is not written into keys.' }),
};
const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use small letters, digits and _, with a letter first, at most 40.')
  .openapi({ description: 'Answers are kept under it. A new question may leave it out.' });

/** A question as it is answered: of requests, and of the sign-up form. */
export const requestField = z.object({ name: z.string(), ...shape }).openapi('RequestField');
/** The same for the sign-up form, whose questions may be for admins alone or stay out of keys. */
export const signUpField = z.object({ name: z.string(), ...shape, ...forSignUp }).openapi('SignUpField');

/** Questions as they are sent: the whole form, in its order. */
export const sentRequestFields = uniquelyNamed(z.strictObject({ name: name.optional(), ...shape }));
/** The same for the sign-up form. */
export const sentSignUpFields = uniquelyNamed(z.strictObject({ name: name.optional(), ...shape, ...forSignUp }));

function uniquelyNamed<Field extends z.ZodType<{ name?: string | undefined }>>(field: Field) {
  return z
    .array(field)
    .max(SENT_MAX)
    .superRefine((fields, check) => {
      const names = fields.map((one) => one.name);
      for (const [index, given] of names.entries()) {
        if (given === undefined || names.indexOf(given) === index) continue;
        check.addIssue({ code: 'custom', path: [index, 'name'], message: 'Another question has this name.' });
      }
    })
    .openapi({ description: 'The whole form: a question that is not sent is asked no more.' });
}

type Sent = z.output<typeof sentSignUpFields>[number];

/** The same as the verb of the forms takes them. */
export function toDrafts(fields: readonly Sent[]): DraftField[] {
  return fields.map(({ name: given, label, kind: of, required, choices, min, max, ...more }) => ({
    ...(given !== undefined && { name: given }),
    ...{ label, kind: of, required },
    choices: choices?.join('\n') ?? '',
    min: min === undefined ? '' : String(min),
    max: max === undefined ? '' : String(max),
    ...{ help: more.help ?? '', pattern: more.pattern ?? '', patternHelp: more.patternHelp ?? '' },
    ...{ adminsOnly: more.adminsOnly ?? false, notInKeys: more.notInKeys ?? false },
  }));
}

/** `requestFields.2.label` and its like: the third question of those that were sent. */
export const fieldNaming: Naming = (field) =>
  /^(?:requestFields|signUpFields)\b/.test(field) ? field.split('.') : undefined;
