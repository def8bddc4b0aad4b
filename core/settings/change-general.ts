import type { Context } from '../context';
import { forbidden, invalid } from '../errors';
import { MARKDOWN_MAX } from '../markdown/render';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { hasSecondFactor } from '../second-factors/take-code';
import { changeSettings } from './change-settings';
import { parseEmailDomains } from './email-domains';
import { readSettings, type Settings } from './read';

const NAME_MAX = 60;
/** The limits of the database's CHECKs. */
const INVITATION_DAYS_MAX = 30;
const CLOSE_DAYS_MAX = 90;

/** How the portal is called and who comes in. */
export type GeneralSettings = Pick<
  Settings,
  | 'portalName'
  | 'signedInOnly'
  | 'registration'
  | 'allowedDomains'
  | 'refusedDomains'
  | 'autoApproveDevelopers'
  | 'terms'
  | 'organizationsMayRegister'
  | 'autoApproveOrganizations'
  | 'invitationDays'
  | 'organizationCloseDays'
  | 'adminsNeedSecondFactor'
>;

/**
 * Changes who may get in and how. Counts from the next request on; nobody who is in already is asked again. Only an
 * admin who has a second factor may demand one of all. Throws `invalid`, and `conflict` when they were changed
 * meanwhile.
 */
export async function changeGeneralSettings(ctx: Context, input: GeneralSettings & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, ...wanted } = input;
    const portalName = wanted.portalName.trim();
    if (!portalName || portalName.length > NAME_MAX) throw invalid('portalName', `Use 1 to ${NAME_MAX} characters.`);
    const terms = wanted.terms.replaceAll('\r\n', '\n').trim();
    if (terms.length > MARKDOWN_MAX) throw invalid('terms', `Use at most ${MARKDOWN_MAX} characters.`);
    checkWhole('invitationDays', wanted.invitationDays, 1, INVITATION_DAYS_MAX);
    checkWhole('organizationCloseDays', wanted.organizationCloseDays, 0, CLOSE_DAYS_MAX);
    const domains = parseEmailDomains(wanted);
    if (wanted.adminsNeedSecondFactor) await requireOwnFactor(ctx, unit);
    await changeSettings(unit, { ...wanted, ...domains, portalName, terms }, version);
  });
}

/** Whoever demands it has done it: otherwise nobody might be left who can get in to take it back. */
async function requireOwnFactor(ctx: Context, unit: Unit): Promise<void> {
  if ((await readSettings(unit.tx)).adminsNeedSecondFactor) return;
  if (ctx.actor.kind !== 'admin') throw forbidden();
  if (await hasSecondFactor(unit.tx, ctx.actor.userId)) return;
  throw invalid('adminsNeedSecondFactor', 'Set up two-factor authentication for yourself first, on your profile.');
}

function checkWhole(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw invalid(field, `Enter a whole number from ${min} to ${max}.`);
}
