'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { landingFor } from '@/core/identity/landing-for';
import { logOut } from '@/core/identity/log-out';
import { acceptAsNewcomer } from '@/core/invitations/accept-as-newcomer';
import { acceptInvitation } from '@/core/invitations/accept-invitation';
import { declineInvitation } from '@/core/invitations/decline-invitation';
import { carrySession, dropSession } from '@/server/auth';
import { formAction } from '@/server/form-action';
import { sameAs, signUpAnswersOf, typed, typedPassword } from '@/server/sent-fields';

const link = z.object({ code: typed() });

const newcomer = z
  .looseObject({
    code: typed(),
    firstName: typed(),
    lastName: typed(),
    password: typedPassword(),
    confirmPassword: typedPassword(),
    acceptsTerms: typed(),
  })
  .refine(...sameAs('password'));

/** Makes the account that was invited and logs it in: the link has proven the address. */
export const acceptAsNewcomerAction = formAction(newcomer, async (ctx, input) => {
  const { code, firstName, lastName, password, acceptsTerms, ...rest } = input;
  const signUp = signUpAnswersOf(rest);
  const { sessionId, actor } = await acceptAsNewcomer(ctx, {
    ...{ token: code, firstName, lastName, password, signUp },
    acceptsTerms: acceptsTerms !== '',
    userAgent: (await headers()).get('user-agent') ?? '',
  });
  await carrySession(sessionId);
  const isShared = actor.kind === 'developer' && !actor.organization.isDefault;
  redirect(landingFor(actor, isShared ? '/organization' : '/'));
});

/** For who is logged in and is nobody’s member yet. */
export const acceptInvitationAction = formAction(link, async (ctx, { code }) => {
  await acceptInvitation(ctx, { token: code });
  redirect('/organization');
});

/** Kills the link; the page that it leads to has no token in its address. */
export const declineInvitationAction = formAction(link, async (ctx, { code }) => {
  await declineInvitation(ctx, { token: code });
  // Away from the address with the token in it.
  redirect('/auth/invitation?answer=declined');
});

/** Logs out and comes back to the invitation, for who is logged in as somebody else. */
export const logOutForInvitationAction = formAction(link, async (ctx, { code }) => {
  await logOut(ctx);
  await dropSession();
  redirect(`/auth/invitation?token=${encodeURIComponent(code)}`);
});
