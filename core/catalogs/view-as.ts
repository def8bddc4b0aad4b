import type { Context } from '../context';
import { conflict, forbidden, notFound } from '../errors';
import { isActiveAdmin } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { readViewed } from './read-viewed';
import { sealView } from './view-seal';

/** Longer than it takes to look around; after that the admin sees the portal as themselves again. */
export const VIEW_MINUTES = 30;

/** Whose eyes an admin borrows: one developer's, or those of a member of this team alone. */
export type Viewed = { kind: 'person' | 'team'; id: string };

/**
 * Lets an admin look at what a person or team is offered. Answers what a cookie may hold: sealed, worth something only
 * in the admin's own session, for `VIEW_MINUTES`. Throws `forbidden` for whoever may not, `not_found` for what does not
 * exist, `conflict` for whom the portal is closed: somebody who is not active, an organization that is not.
 */
export async function viewAs(ctx: Context, input: Viewed): Promise<{ sealed: string }> {
  const { actor } = ctx;
  if (!can(actor, 'offer.read_all')) throw notFound();
  authorize(actor, 'offer.view_as');
  if (!isActiveAdmin(actor)) throw forbidden();
  const viewed = await readViewed(ctx.db, input);
  if (!viewed) throw notFound();
  if (viewed.problem) throw conflict(viewed.problem);
  await mutate(ctx, async (unit) => {
    const subject = { kind: input.kind === 'person' ? 'user' : 'team', id: input.id };
    await unit.audit('offer.viewed_as', subject, { kind: input.kind, name: viewed.name, minutes: VIEW_MINUTES });
  });
  const until = ctx.now().getTime() + VIEW_MINUTES * 60_000;
  return { sealed: sealView(ctx.secrets, actor.sessionId, { ...input, until }) };
}
