import { z } from 'zod';

/** One list of choices on the page: `team:` and the team's id, or the other two. */
const sharing = z.union([
  z.enum(['personal', 'organization']).transform((visibility) => ({ visibility, teamId: undefined })),
  z
    .templateLiteral(['team:', z.uuid()])
    .transform((value) => ({ visibility: 'team' as const, teamId: value.slice('team:'.length) })),
]);

/** What the form of an app sends. */
export const appChange = z.object({
  appId: z.uuid(),
  appName: z.string().default(''),
  appDescription: z.string().default(''),
  visibility: sharing,
});
