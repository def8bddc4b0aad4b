'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createDeveloper, type NewDeveloper } from '@/core/members/create-developer';
import { formAction } from '@/server/form-action';
import { signUpAnswersOf, typed, typedPassword } from '@/server/sent-fields';
import { chosenIds, memberRole } from '../role-and-teams';

const newUser = z
  .looseObject({
    firstName: typed(),
    lastName: typed(),
    email: typed(),
    organizationId: z.uuid('Choose an organization.'),
    teamIds: chosenIds,
    role: memberRole,
    access: z.enum(['invite', 'password', 'later'], 'Choose how the person gets in.'),
    password: typedPassword(),
    mustChange: z.literal('on').optional(),
  })
  .refine(({ access, password }) => access === 'password' || password === '', {
    path: ['password'],
    message: 'Either set a password or send an invitation: empty this field, or choose “Set a password”.',
  });

/** Leads to the new developer, who is invited, has the given password, or waits to be invited. */
export const createDeveloperAction = formAction(newUser, async (ctx, input) => {
  const { firstName, lastName, email, organizationId, teamIds, role } = input;
  const { userId } = await createDeveloper(ctx, {
    ...{ firstName, lastName, email, organizationId, teamIds, role },
    signUp: signUpAnswersOf(input),
    access: accessOf(input),
  });
  revalidatePath('/admin', 'layout');
  redirect(`/admin/users/${userId}`);
});

function accessOf({ access, password, mustChange }: z.infer<typeof newUser>): NewDeveloper['access'] {
  return access === 'password' ? { kind: access, password, mustChange: mustChange === 'on' } : { kind: access };
}
