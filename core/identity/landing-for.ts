import { type Actor, isActiveAdmin, isActiveDeveloper } from './actor';
import { safePath } from './safe-path';

/** Where somebody goes who has just logged in: where they wanted to, else home; who waits sees what for. */
export function landingFor(actor: Actor, wanted: string | null | undefined): string {
  if (actor.kind !== 'developer' && actor.kind !== 'admin') return '/auth/login';
  if (actor.mustChangePassword) return '/auth/change-password';
  if (actor.kind === 'admin' && actor.needsSecondFactor) return '/auth/second-factor/set-up';
  if (!isActiveDeveloper(actor) && !isActiveAdmin(actor)) return '/auth/waiting';
  const path = safePath(wanted);
  return path === '/' && actor.kind === 'admin' ? '/admin' : path;
}
