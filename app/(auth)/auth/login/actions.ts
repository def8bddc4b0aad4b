'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { landingFor } from '@/core/identity/landing-for';
import { logIn } from '@/core/identity/log-in';
import { resendVerification } from '@/core/identity/resend-verification';
import { safePath } from '@/core/identity/safe-path';
import { carrySession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { carrySecondFactor } from '@/server/second-factor-cookie';
import { typed, typedPassword } from '@/server/sent-fields';

const credentials = z.object({
  email: typed(),
  password: typedPassword(),
  next: typed(2_000),
  intent: z.enum(['log_in', 'resend']).catch('log_in'),
});

/**
 * Starts a session and leads to what was asked for, or to the second factor. Its form also asks for a new
 * verification link (`intent`), because only a right password learns that one is missing.
 */
export const logInAction = formAction(credentials, async (ctx, { email, password, next, intent }) => {
  if (intent === 'resend') {
    await resendVerification(ctx, { email });
    return 'If this address waits to be verified, a new link is on its way to it.';
  }
  const userAgent = (await headers()).get('user-agent') ?? '';
  const login = await logIn(ctx, { email, password, userAgent });
  if (login.kind === 'second_factor') {
    await carrySecondFactor(login.token);
    redirect(`/auth/second-factor?next=${encodeURIComponent(safePath(next))}`);
  }
  await carrySession(login.sessionId);
  redirect(landingFor(login.actor, next));
});
