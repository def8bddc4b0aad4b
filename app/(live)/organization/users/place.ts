import { z } from 'zod';

/** Boxes of one name: none, one, or several. */
const chosenIds = z
  .union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)], 'Choose teams of this organization.')
  .default([]);

/** Role and teams, as a super admin gives them. Nothing but the two roles is one (security.md T-25). */
export const place = z.object({
  role: z.enum(['super_admin', 'team_member'], 'Choose a role.'),
  teamIds: chosenIds,
});
