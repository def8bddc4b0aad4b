'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { safePath } from '@/core/identity/safe-path';
import { beginPasskeyProof } from '@/core/second-factors/begin-passkey-use';
import { proveAgain } from '@/core/second-factors/prove-again';
import { formAction } from '@/server/form-action';
import { typed, typedPassword } from '@/server/sent-fields';

const next = typed(2_000);
const byPassword = z.object({ password: typedPassword(), next });
const byCode = z.object({ code: typed(200), next });
const byPasskey = z.object({ challengeId: z.uuid(), answer: typed(20_000), next });

/** Makes the session’s proof fresh and goes back to the page that asked for it. */
export const proveByPasswordAction = formAction(byPassword, async (ctx, { password, next }) => {
  await proveAgain(ctx, { password });
  redirect(safePath(next));
});

/** The same by a code of the authenticator, or a recovery code. */
export const proveByCodeAction = formAction(byCode, async (ctx, { code, next }) => {
  await proveAgain(ctx, { code });
  redirect(safePath(next));
});

/** Answers the challenge that the browser shows to a passkey. */
export const beginPasskeyProofAction = formAction(z.object({}), async (ctx) => {
  return { message: '', ceremony: await beginPasskeyProof(ctx) };
});

/** The same by the passkey’s answer to that challenge. */
export const proveByPasskeyAction = formAction(byPasskey, async (ctx, { challengeId, answer, next }) => {
  await proveAgain(ctx, { challengeId, answer });
  redirect(safePath(next));
});
