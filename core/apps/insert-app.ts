import { newId } from '@/db/ids';
import { apps } from '@/db/schema';
import { invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import type { Unit } from '../mutate';
import type { Sharing } from './check-sharing';

/** In characters; the name's is also the database's. */
const APP_NAME_MAX = 120;
const APP_DESCRIPTION_MAX = 2000;

/** An app to be written; personal unless the caller says otherwise. */
export type NewApp = {
  name: string;
  description?: string;
  /** The caller has checked it. */
  visibility?: Sharing['visibility'];
  teamId?: string | null;
  /** The owner's name, where an admin makes it for them. */
  madeFor?: string;
};

/**
 * A new app of this developer: shared as it is told, otherwise with the organization, or personal in the default
 * organization, where nothing is ever shared. Throws `invalid` for `appName` or `appDescription`.
 */
export async function insertApp(unit: Unit, owner: DeveloperActor, wish: NewApp): Promise<typeof apps.$inferSelect> {
  const [app] = await unit.tx
    .insert(apps)
    .values({
      id: newId(),
      organizationId: owner.organization.id,
      ownerId: owner.userId,
      name: appName(wish.name),
      description: appDescription(wish.description ?? ''),
      visibility: wish.visibility ?? (owner.organization.isDefault ? 'personal' : 'organization'),
      teamId: wish.teamId ?? null,
    })
    .returning();
  if (!app) throw new Error('insertApp: the database returned no row');
  const subject = { kind: 'app', id: app.id, organizationId: app.organizationId };
  const { madeFor } = wish;
  await unit.audit('app.created', subject, { name: app.name, ...(madeFor !== undefined && { developer: madeFor }) });
  return app;
}

/** An app's name as it is kept. Throws `invalid`. */
export function appName(given: string): string {
  const problem = appNameProblem(given);
  if (problem) throw invalid('appName', problem);
  return foldedName(given);
}

/** What is wrong with an app's name, or null. */
export function appNameProblem(given: string): string | null {
  const name = foldedName(given);
  if (!name) return 'Give the app a name.';
  if ([...name].length > APP_NAME_MAX) return `Use at most ${APP_NAME_MAX} characters.`;
  return /\p{Cc}/u.test(name) ? 'Remove the characters that cannot be seen.' : null;
}

function foldedName(given: string): string {
  return given.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** An app's description as it is kept. Throws `invalid`. */
export function appDescription(given: string): string {
  const description = given.normalize('NFC').trim();
  if (description.length <= APP_DESCRIPTION_MAX) return description;
  throw invalid('appDescription', `Use at most ${APP_DESCRIPTION_MAX} characters.`);
}
