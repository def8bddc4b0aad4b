import type { Transaction } from '@/db/client';
import { conflict, invalid } from '../errors';
import { type DeveloperActor, isActiveDeveloper, nameOfActor } from '../identity/actor';
import { readDeveloper } from '../identity/read-developer';

/**
 * The developer in whose name an admin does something. The caller has decided that the admin may. Throws `invalid` for
 * `developerId` when there is no such developer, `conflict` when they or their organization are not active.
 */
export async function developerToActFor(tx: Transaction, developerId: string): Promise<DeveloperActor> {
  const developer = await readDeveloper(tx, developerId);
  if (!developer) throw invalid('developerId', 'There is no such developer.');
  const who = nameOfActor(developer);
  const { name, status } = developer.organization;
  if (isActiveDeveloper(developer)) return developer;
  throw conflict(`${status === 'active' ? who : name} is not active, so nothing can be made in their name.`);
}
