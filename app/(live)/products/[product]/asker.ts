import { type Actor, isActiveDeveloper, isView } from '@/core/identity/actor';

/** Who looks at a product, as far as asking for it goes. */
export type Asker = 'visitor' | 'developer' | 'waiting' | 'admin';

/** Only developers have a cart; visitors log in first; people who wait for their own approval see so. */
export function askerOf(actor: Actor): Asker {
  if (isView(actor)) return 'admin';
  if (actor.kind === 'developer') return isActiveDeveloper(actor) ? 'developer' : 'waiting';
  return actor.kind === 'anonymous' ? 'visitor' : 'admin';
}
