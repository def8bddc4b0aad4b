'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeSignUpSettings, type RemovedField } from '@/core/settings/change-sign-up';
import { formAction } from '@/server/form-action';
import { draftFieldsOf } from '../draft-fields';
import { version } from '../form-values';

const signUp = z
  .looseObject({ version })
  .transform(({ version, ...rest }) => ({ version, signUpFields: draftFieldsOf(rest, 'signUpFields') }));

/** Says for every question that was removed how many answers to it stay in the records. */
export const changeSignUpSettingsAction = formAction(signUp, async (ctx, input) => {
  const { removed } = await changeSignUpSettings(ctx, input);
  revalidatePath('/admin/settings', 'layout');
  return ['Saved.', ...removed.map(removedWords)].join(' ');
});

function removedWords({ label, answeredBy }: RemovedField): string {
  if (answeredBy === 0) return `“${label}” is removed.`;
  const answers = answeredBy === 1 ? 'one answer is' : `${answeredBy} answers are`;
  return `“${label}” is removed; ${answers} kept in the records.`;
}
