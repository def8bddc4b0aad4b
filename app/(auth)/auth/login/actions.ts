'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { landingFor } from '@/core/identity/landing-for';
import { logIn } from '@/core/identity/log-in';
import { resendVerification } from '@/core/identity/resend-verification';
import { carrySession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { typed, typedPassword } from '../../typed';

const credentials = z.object({
  email: typed(),
  password: typedPassword(),
  next: typed(2_000),
  intent: z.enum(['log_in', 'resend']).catch('log_in'),
});

export const logInAction = formAction(credentials, async (ctx, { email, password, next, intent }) => {
  if (intent === 'resend') {
    await resendVerification(ctx, { email });
    return 'If this address waits to be verified, a new link is on its way to it.';
  }
  const userAgent = (await headers()).get('user-agent') ?? '';
  const { sessionId, actor } = await logIn(ctx, { email, password, userAgent });
  await carrySession(sessionId);
  redirect(landingFor(actor, next));
});
