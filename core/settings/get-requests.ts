import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings, type Settings } from './read';

export type RequestSettingsNow = Pick<
  Settings,
  'keyDelivery' | 'reveal' | 'settleSeconds' | 'confirmLinkDays' | 'requestFields' | 'version'
>;

/** What is asked with every request and how keys reach people. Throws `not_found` for all but portal admins. */
export async function getRequestSettings(ctx: Context): Promise<RequestSettingsNow> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const { keyDelivery, reveal, settleSeconds, confirmLinkDays, requestFields, version } = await readSettings(ctx.db);
  return { keyDelivery, reveal, settleSeconds, confirmLinkDays, requestFields, version };
}
