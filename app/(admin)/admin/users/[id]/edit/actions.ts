'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changeUser } from '@/core/members/change-user';
import { formAction } from '@/server/form-action';
import { signUpAnswersOf, typed } from '@/server/sent-fields';
import { chosenIds, memberRole } from '../../role-and-teams';

const change = z.looseObject({
  userId: z.uuid(),
  version: z.coerce.number().int(),
  firstName: typed(),
  lastName: typed(),
  email: typed(),
  role: memberRole,
  teamIds: chosenIds,
});

/** Leads back to the developer’s page. Answers to sign-up fields come as `signUp.<name>`. */
export const changeUserAction = formAction(change, async (ctx, input) => {
  const { userId, version, firstName, lastName, email, role, teamIds } = input;
  await changeUser(ctx, {
    ...{ userId, version, firstName, lastName, email, role, teamIds },
    signUp: signUpAnswersOf(input),
  });
  revalidatePath('/admin', 'layout');
  redirect(`/admin/users/${userId}`);
});
