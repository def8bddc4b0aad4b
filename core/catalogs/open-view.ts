import type { Context } from '../context';
import { type DeveloperActor, isActiveAdmin } from '../identity/actor';
import { can } from '../policy';
import { readViewed } from './read-viewed';
import { openView } from './view-seal';

/** A view that is going on. `minutesLeft` is at least one. */
export type OpenView = { actor: DeveloperActor; name: string; minutesLeft: number };

/**
 * What the cookie of a view is worth now: null for whoever may not view as others (any more), in another session, when
 * the time is over, and when the person, team or organization is gone or not active. Everything is read fresh.
 */
export async function openViewFor(ctx: Context, sealed: string): Promise<OpenView | null> {
  const { actor } = ctx;
  if (!isActiveAdmin(actor) || !can(actor, 'offer.view_as')) return null;
  const view = openView(ctx.secrets, actor.sessionId, sealed);
  const millisecondsLeft = (view?.until ?? 0) - ctx.now().getTime();
  if (!view || millisecondsLeft <= 0) return null;
  const viewed = await readViewed(ctx.db, view);
  if (!viewed || viewed.problem) return null;
  return { actor: viewed.actor, name: viewed.name, minutesLeft: Math.ceil(millisecondsLeft / 60_000) };
}
