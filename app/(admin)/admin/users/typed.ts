import { z } from 'zod';

const TYPED_MAX = 10_000;

/** A text field of a form, sent once. */
export const typed = z.string('Fill in this field once.').max(TYPED_MAX, 'This is too long.').default('');

/** Chosen boxes of one name: one is a text, several are a list, none is nothing. */
export const chosenIds = z
  .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
  .optional()
  .transform((ids) => ids ?? []);

/** What somebody may be in an organization. */
export const memberRole = z.enum(['super_admin', 'team_member'], 'Choose a role.');
