import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { changeSettings } from './change-settings';
import { countAnswers } from './count-answers';
import { type DraftField, parseFormFields } from './parse-form-fields';
import { readSettings } from './read';

/** A field that is asked no more, and how many people had answered it. */
export type RemovedField = { label: string; answeredBy: number };

/**
 * Changes what people are asked when they register. Answers to a removed field stay in the records but are not shown
 * any more; what was removed is the result. Throws `invalid` with errors keyed `signUpFields.<row>.<part>`, and
 * `conflict` when the settings were changed meanwhile.
 */
export async function changeSignUpSettings(
  ctx: Context,
  input: { signUpFields: readonly DraftField[]; version: number },
): Promise<{ removed: RemovedField[] }> {
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'settings.change');
    const fields = parseFormFields(input.signUpFields, 'signUpFields');
    const before = await readSettings(unit.tx);
    await changeSettings(unit, { signUpFields: fields }, input.version);
    const kept = new Set(fields.map(({ name }) => name));
    const gone = before.signUpFields.filter(({ name }) => !kept.has(name));
    const answered = gone.length > 0 ? await countAnswers(unit.tx) : {};
    return { removed: gone.map(({ name, label }) => ({ label, answeredBy: answered[name] ?? 0 })) };
  });
}
