import { newId } from '@/db/ids';
import { apps } from '@/db/schema';
import { invalid } from '../errors';
import type { DeveloperActor } from '../identity/actor';
import type { Unit } from '../mutate';

/** In characters; the name's is also the database's. */
export const APP_NAME_MAX = 120;
export const APP_DESCRIPTION_MAX = 2000;

/**
 * A new app of this developer: shared with the organization, or personal in the default organization, where nothing is
 * ever shared. Throws `invalid` for `appName` or `appDescription`.
 */
export async function insertApp(
  unit: Unit,
  owner: DeveloperActor,
  wish: { name: string; description?: string },
): Promise<typeof apps.$inferSelect> {
  const [app] = await unit.tx
    .insert(apps)
    .values({
      id: newId(),
      organizationId: owner.organization.id,
      ownerId: owner.userId,
      name: appName(wish.name),
      description: appDescription(wish.description ?? ''),
      visibility: owner.organization.isDefault ? 'personal' : 'organization',
    })
    .returning();
  if (!app) throw new Error('insertApp: the database returned no row');
  await unit.audit('app.created', { kind: 'app', id: app.id, organizationId: app.organizationId }, { name: app.name });
  return app;
}

/** An app's name as it is kept. Throws `invalid`. */
export function appName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (!name) throw invalid('appName', 'Give the app a name.');
  if ([...name].length > APP_NAME_MAX) throw invalid('appName', `Use at most ${APP_NAME_MAX} characters.`);
  if (/\p{Cc}/u.test(name)) throw invalid('appName', 'Remove the characters that cannot be seen.');
  return name;
}

/** An app's description as it is kept. Throws `invalid`. */
export function appDescription(given: string): string {
  const description = given.normalize('NFC').trim();
  if (description.length <= APP_DESCRIPTION_MAX) return description;
  throw invalid('appDescription', `Use at most ${APP_DESCRIPTION_MAX} characters.`);
}
