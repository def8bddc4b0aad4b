import { z } from 'zod';

/** A checkbox: it sends something when it is checked and nothing when it is not. */
export const checked = z
  .string()
  .optional()
  .transform((sent) => sent !== undefined);

/** The version that the page was made from. */
export const version = z.coerce.number().int().positive();

/** A whole number. An empty field is not the number nought. */
export const whole = z.string().trim().min(1, 'Enter a whole number.').pipe(z.coerce.number('Enter a whole number.'));

/** What stands in a field of several lines, one thing in each. */
export const lines = z
  .string()
  .default('')
  .transform((text) => text.split('\n').flatMap((line) => line.trim() || []));
