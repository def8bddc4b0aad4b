'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createFirstAdmin } from '@/core/identity/create-first-admin';
import { formAction } from '@/server/form-action';
import { sameAs, typed, typedPassword } from '@/server/sent-fields';

const admin = z
  .object({
    code: typed(),
    email: typed(),
    firstName: typed(),
    lastName: typed(),
    password: typedPassword(),
    confirmPassword: typedPassword(),
  })
  .refine(...sameAs('password'));

/** Makes the owner by the link from the server’s log, and leads to the login, which they do themselves. */
export const createFirstAdminAction = formAction(admin, async (ctx, { code, email, firstName, lastName, password }) => {
  await createFirstAdmin(ctx, { token: code, email, firstName, lastName, password });
  redirect('/auth/login?next=/admin');
});
