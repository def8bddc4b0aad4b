import { z } from 'zod';

/** A checkbox: it sends something when it is checked and nothing when it is not. */
export const checked = z
  .string()
  .optional()
  .transform((sent) => sent !== undefined);

/** The version that the page was made from. */
export const version = z.coerce.number().int().positive();
