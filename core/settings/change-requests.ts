import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSettings } from './change-settings';
import { type DraftField, parseFormFields } from './parse-form-fields';
import type { Settings } from './read';

/** The numbers and the limits of the database's CHECKs. */
const LIMITS = {
  settleSeconds: [0, 3600],
  confirmLinkDays: [1, 30],
  unclaimedDays: [0, 365],
  remindDecidersDays: [0, 90],
  expiryMailDays: [1, 90],
  reviewEveryDays: [0, 730],
  unusedKeyDays: [0, 730],
} as const;
type Numbers = keyof typeof LIMITS;

/** How requests are decided and keys delivered, as the form sends it. */
export type RequestSettings = Pick<Settings, 'decidedBy' | 'keyDelivery' | 'reveal' | Numbers> & {
  requestFields: readonly DraftField[];
};

/**
 * Changes who decides requests, what is asked with them, how keys reach people and how both are looked after. Requests
 * that were submitted before keep who decides them, their delivery and their answers. Throws `invalid`, and `conflict`
 * when the settings were changed meanwhile.
 */
export async function changeRequestSettings(ctx: Context, input: RequestSettings & { version: number }): Promise<void> {
  await mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const { version, requestFields, ...wanted } = input;
    for (const name of Object.keys(LIMITS) as Numbers[]) {
      const [min, max] = LIMITS[name];
      checkWhole(name, wanted[name], min, max);
    }
    const fields = parseFormFields(requestFields, 'requestFields');
    await changeSettings(unit, { ...wanted, requestFields: fields }, version);
  });
}

function checkWhole(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw invalid(field, `Enter a whole number from ${min} to ${max}.`);
}
