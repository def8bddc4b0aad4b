import { type Actor, isActiveAdmin, isActiveDeveloper } from './actor';
import { safePath } from './safe-path';

/** Where somebody goes who has just logged in: where they wanted to, else home; who waits sees what for. */
export function landingFor(actor: Actor, wanted: string | null | undefined): string {
  if (actor.kind !== 'developer' && actor.kind !== 'admin') return '/auth/login';
  if (actor.mustChangePassword) return '/auth/change-password';
  if (actor.kind === 'admin' && actor.needsSecondFactor) return '/auth/second-factor/set-up';
  const path = safePath(wanted);
  // Also for who still waits for an admin: accepting ends the wait.
  if (path.startsWith('/auth/invitation?')) return path;
  if (!isActiveDeveloper(actor) && !isActiveAdmin(actor)) return '/auth/waiting';
  return path === '/' && actor.kind === 'admin' ? '/admin' : path;
}
