import { z } from 'zod';
import { typed } from './sent-fields';

const name = typed(400);
const teamId = z.uuid();

/** A field that stands once is a text, several times a list, and never where nothing is checked. */
const ids = z
  .union([z.uuid(), z.array(z.uuid())])
  .default([])
  .transform((given) => [given].flat());

/** What the forms about teams send, in the live and in the admin portal. */
export const newTeam = z.object({ organizationId: z.uuid('Choose an organization.'), name });
/** A team with another name. */
export const namedTeam = z.object({ teamId, name });
/** Who is chosen, `among` those whom the form showed: nobody else joins or leaves. */
export const membersOfTeam = z.object({ teamId, userIds: ids, among: ids });
/** A team to delete, and to whom its apps go: each to its owner, or all to the organization. */
export const deletingTeam = z.object({ teamId, apps: z.enum(['owners', 'organization']) });

/** What became of the members, in a sentence. */
export function saidOfMembers(changed: { added: number; removed: number; keptInDefault: number }): string {
  const { added, removed, keptInDefault } = changed;
  const said = [
    added > 0 && `${added} added`,
    removed > 0 && `${removed} removed`,
    keptInDefault > 0 && `${keptInDefault} in no other team, so in the default team`,
  ].filter(Boolean);
  return `Saved: ${said.join(', ')}.`;
}
