'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { landingFor } from '@/core/identity/landing-for';
import { answerSecondFactor } from '@/core/second-factors/answer-second-factor';
import { beginPasskeySignIn } from '@/core/second-factors/begin-passkey-use';
import { signInWithPasskey } from '@/core/second-factors/sign-in-with-passkey';
import { carrySession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { dropSecondFactor, readSecondFactor } from '@/server/second-factor-cookie';
import { typed } from '@/server/sent-fields';

const userAgent = async () => (await headers()).get('user-agent') ?? '';

const answer = z.object({ code: typed(200), next: typed(2_000) });

/** Finishes the login that the cookie is half way through. */
export const answerSecondFactorAction = formAction(answer, async (ctx, { code, next }) => {
  const login = { token: await readSecondFactor(), code, userAgent: await userAgent() };
  const { sessionId, actor } = await answerSecondFactor(ctx, login);
  await dropSecondFactor();
  await carrySession(sessionId);
  redirect(landingFor(actor, next));
});

/** Answers the challenge that the browser shows to a passkey; whose it is, is known when it answers. */
export const beginPasskeySignInAction = formAction(z.object({}), async (ctx) => {
  return { message: '', ceremony: await beginPasskeySignIn(ctx) };
});

const passkey = z.object({ challengeId: z.uuid(), answer: typed(20_000), next: typed(2_000) });

/** Logs in by a passkey alone: its owner unlocked it. */
export const signInWithPasskeyAction = formAction(passkey, async (ctx, { next, ...input }) => {
  const { sessionId, actor } = await signInWithPasskey(ctx, { ...input, userAgent: await userAgent() });
  await dropSecondFactor();
  await carrySession(sessionId);
  redirect(landingFor(actor, next));
});
