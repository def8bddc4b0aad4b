import { z } from 'zod';

/** Chosen boxes of one name: one is a text, several are a list, none is nothing. */
export const chosenIds = z
  .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
  .optional()
  .transform((ids) => ids ?? []);

/** What somebody may be in an organization. */
export const memberRole = z.enum(['super_admin', 'team_member'], 'Choose a role.');
