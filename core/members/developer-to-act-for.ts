import type { Transaction } from '@/db/client';
import { conflict, invalid } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { readDeveloper } from '../identity/read-developer';

/**
 * The developer in whose name an admin does something. The caller has decided that the admin may. Throws `invalid` for
 * `developerId` when there is no such developer, `conflict` when they or their organization are not active.
 */
export async function developerToActFor(tx: Transaction, developerId: string): Promise<DeveloperActor> {
  const developer = await readDeveloper(tx, developerId);
  if (!developer) throw invalid('developerId', 'There is no such developer.');
  if (isActiveDeveloper(developer)) return developer;
  const who =
    developer.status === 'active' ? developer.organization.name : `${developer.firstName} ${developer.lastName}`;
  throw conflict(`${who} is not active, so nothing can be made in their name.`);
}
