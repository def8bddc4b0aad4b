import { z } from 'zod';
import { several } from '@/server/sent-fields';

const catalogId = z.string().max(40);
const version = z.coerce.number().int();

/** What a catalog is called and who may see it; the verb says what is wrong with a name. */
export const catalogFacts = z.object({
  name: z.string(),
  slug: z.string().catch(''),
  description: z.string().catch(''),
  visibility: z.enum(['public', 'internal', 'private'], { error: 'Choose who may see it.' }),
});
/** The same form for a catalog that is there; `version` is what it showed. */
export const changedCatalog = catalogFacts.extend({ catalogId, version });
/** Whom a private catalog is for. `among` is whom the form showed: only they can be taken out. */
export const audience = z.object({ catalogId, version, organizationIds: several, teamIds: several, among: several });
/** A list of products or plans in its order, with the button that was pressed: see `pressed`. */
export const ordered = z.object({
  catalogId,
  version,
  ids: several,
  press: z.string().catch('save'),
  add: z.string().catch(''),
});
/** Puts a catalog before another one; an empty `before` is the end. */
export const move = z.object({ catalogId, before: z.string().catch('') });
/** A catalog as it was seen, to be deleted. */
export const deletion = z.object({ catalogId, version });
