import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings, type Settings } from './read';

/** The same as it is, with the version to give back when saving. */
export type RequestSettingsNow = Pick<
  Settings,
  | 'decidedBy'
  | 'keyDelivery'
  | 'reveal'
  | 'settleSeconds'
  | 'confirmLinkDays'
  | 'unclaimedDays'
  | 'remindDecidersDays'
  | 'expiryMailDays'
  | 'reviewEveryDays'
  | 'unusedKeyDays'
  | 'requestFields'
  | 'version'
>;

/** Who decides requests, what is asked with them, how keys reach people and how both are looked after. Throws `not_found` for all but portal admins. */
export async function getRequestSettings(ctx: Context): Promise<RequestSettingsNow> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const { decidedBy, keyDelivery, reveal, settleSeconds, confirmLinkDays, ...more } = await readSettings(ctx.db);
  const { unclaimedDays, remindDecidersDays, expiryMailDays, reviewEveryDays, unusedKeyDays } = more;
  return {
    ...{ decidedBy, keyDelivery, reveal, settleSeconds, confirmLinkDays },
    ...{ unclaimedDays, remindDecidersDays, expiryMailDays, reviewEveryDays, unusedKeyDays },
    requestFields: more.requestFields,
    version: more.version,
  };
}
