import type { FieldAnswer } from '@/db/schema';
import { appNameProblem } from '../apps/insert-app';
import { invalidFields } from '../errors';
import { mergeFields, parseAnswers } from '../settings/form-fields';
import type { Settings } from '../settings/read';
import type { RequestWish } from './make-request';
import type { CartItem } from './read-items';

/** The answers, when the form is filled in. Throws `invalid` with everything that is missing or wrong, all at once. */
export function checkForm(settings: Settings, items: readonly CartItem[], input: RequestWish): FieldAnswer[] {
  const fields = mergeFields(settings.requestFields, ...items.map((item) => item.requestFields));
  const parsed = parseAnswers(fields, input.answers);
  const nameProblem = input.app.kind === 'new' ? appNameProblem(input.app.name) : null;
  const problems: Record<string, string[]> = {
    ...(!input.planId && { planId: ['Choose a plan.'] }),
    ...Object.fromEntries(
      Object.entries(parsed.fieldErrors ?? {}).map(([name, errors]) => [`answers.${name}`, errors]),
    ),
    ...(nameProblem && { appName: [nameProblem] }),
    ...(input.app.kind === 'existing' && !input.app.appId && { appId: ['Choose an app.'] }),
  };
  if (!parsed.answers || Object.keys(problems).length > 0) throw invalidFields(problems);
  return parsed.answers;
}
