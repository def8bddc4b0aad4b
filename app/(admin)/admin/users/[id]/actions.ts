'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { endSession } from '@/core/identity/end-session';
import { inviteUser } from '@/core/invitations/invite-user';
import { withdrawInvitation } from '@/core/invitations/withdraw-invitation';
import { endUserSessions } from '@/core/members/end-user-sessions';
import { formAction } from '@/server/form-action';

const developer = z.object({ userId: z.uuid() });

/** Who waits is counted in the frame of every admin page. */
function refresh(): void {
  revalidatePath('/admin', 'layout');
}

/** Invites somebody whose account an admin made; again sends a link that replaces the older one. */
export const inviteUserAction = formAction(developer, async (ctx, input) => {
  await inviteUser(ctx, input);
  refresh();
  return 'The invitation is on its way. Older links no longer work once it is sent.';
});

/** Kills the link of an invitation that nobody answered. */
export const withdrawInvitationAction = formAction(z.object({ invitationId: z.uuid() }), async (ctx, input) => {
  await withdrawInvitation(ctx, input);
  refresh();
  return 'Withdrawn. The link in the mail no longer works.';
});

/** Ends one session of the user. */
export const endSessionAction = formAction(z.object({ sessionId: z.uuid() }), async (ctx, input) => {
  await endSession(ctx, input);
  refresh();
  return 'The session has ended.';
});

/** Signs the developer out of every browser. */
export const endUserSessionsAction = formAction(developer, async (ctx, input) => {
  const { ended } = await endUserSessions(ctx, input);
  refresh();
  return ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`;
});
