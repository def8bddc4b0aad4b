import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSettings } from './change-settings';
import { type DraftField, parseFormFields } from './parse-form-fields';
import type { Settings } from './read';

/** The limits of the database's CHECKs. */
const SETTLE_SECONDS_MAX = 3600;
const CONFIRM_LINK_DAYS_MAX = 30;

export type RequestSettings = Pick<Settings, 'keyDelivery' | 'reveal' | 'settleSeconds' | 'confirmLinkDays'> & {
  requestFields: readonly DraftField[];
};

/**
 * Changes what is asked with every request and how keys reach people. Requests that were submitted before keep their
 * delivery and their answers. Throws `conflict` when the settings were changed meanwhile.
 */
export async function changeRequestSettings(ctx: Context, input: RequestSettings & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, requestFields, ...wanted } = input;
    checkWhole('settleSeconds', wanted.settleSeconds, 0, SETTLE_SECONDS_MAX);
    checkWhole('confirmLinkDays', wanted.confirmLinkDays, 1, CONFIRM_LINK_DAYS_MAX);
    const fields = parseFormFields(requestFields, 'requestFields');
    await changeSettings(unit, { ...wanted, requestFields: fields }, version);
  });
}

function checkWhole(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw invalid(field, `Enter a whole number from ${min} to ${max}.`);
}
