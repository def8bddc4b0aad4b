'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { inviteMany } from '@/core/invitations/invite-many';
import { inviteTeammate } from '@/core/invitations/invite-teammate';
import { resendInvitation } from '@/core/invitations/resend-invitation';
import { withdrawInvitation } from '@/core/invitations/withdraw-invitation';
import { changeMember } from '@/core/members/change-member';
import { formAction } from '@/server/form-action';
import { typed } from '@/server/sent-fields';
import { place } from './place';

const USERS = '/organization/users';

const isGiven = (name: string) => name.trim() !== '';

const teammate = place.extend({
  organizationId: z.uuid(),
  email: typed().refine(isGiven, 'Enter the email address.'),
  firstName: typed().refine(isGiven, 'Enter the first name.'),
  lastName: typed().refine(isGiven, 'Enter the last name.'),
});

/** Answers the same whether the address has an account elsewhere or none. */
export const inviteTeammateAction = formAction(teammate, async (ctx, input) => {
  await inviteTeammate(ctx, input);
  revalidatePath(USERS);
  return `An invitation is on its way to ${input.email.trim()}.`;
});

const several = place.extend({ organizationId: z.uuid(), lines: typed(20_000) });

/** Pasted lines, each an invitation of its own; answers line by line what became of it. */
export const inviteManyAction = formAction(several, async (ctx, input) => {
  const { results } = await inviteMany(ctx, input);
  revalidatePath(USERS);
  const invited = results.filter(({ isRefused }) => !isRefused).length;
  return { message: `${invited} of ${results.length} invited.`, results };
});

const invitation = z.object({ invitationId: z.uuid() });

/** Sends the invitation again and starts its time anew. */
export const resendInvitationAction = formAction(invitation, async (ctx, input) => {
  await resendInvitation(ctx, input);
  revalidatePath(USERS);
  return 'A new mail is on its way. The older link stops working with it.';
});

/** Kills the link of an invitation that nobody answered. */
export const withdrawInvitationAction = formAction(invitation, async (ctx, input) => {
  await withdrawInvitation(ctx, input);
  revalidatePath(USERS);
  return 'The invitation is withdrawn. Its link does not work any more.';
});

const member = place.extend({ userId: z.uuid(), firstName: typed(), lastName: typed() });

/** Names, role and teams of a member, by a super admin. */
export const changeMemberAction = formAction(member, async (ctx, input) => {
  await changeMember(ctx, input);
  // The name and what may be done stand in the frame of every page.
  revalidatePath('/', 'layout');
  return 'Saved. It counts from their next click.';
});
