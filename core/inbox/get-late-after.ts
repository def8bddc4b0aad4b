import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings } from '../settings/read';

/** Where nobody is reminded, this still counts as long. In days. */
const LATE_AFTER_DAYS = 3;

/** After how many days something waits too long. Throws `not_found` for everybody but portal admins. */
export async function getLateAfter(ctx: Context): Promise<number> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  const { remindDecidersDays } = await readSettings(ctx.db);
  return remindDecidersDays || LATE_AFTER_DAYS;
}
