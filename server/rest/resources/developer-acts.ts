import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { conflict } from '@/core/errors';
import { inviteUser } from '@/core/invitations/invite-user';
import { withdrawInvitation } from '@/core/invitations/withdraw-invitation';
import { activateDeveloper } from '@/core/members/activate-developer';
import { deactivateDeveloper } from '@/core/members/deactivate-developer';
import { declineDeveloper } from '@/core/members/decline-developer';
import { endUserSessions } from '@/core/members/end-user-sessions';
import { getUser } from '@/core/members/get-user';
import { moveDeveloper } from '@/core/members/move-developer';
import { type Operation, operation } from '../operation';
import { developer, readDeveloper, role } from './developers';

const about = { method: 'post', tag: 'Developers', scope: 'developers:write', answer: developer } as const;

/** What can happen to a developer, and answers them as they are afterwards. */
export const developerActs: readonly Operation[] = [
  operation({
    ...about,
    path: '/developers/{id}/activate',
    operationId: 'activateDeveloper',
    summary: 'Activate a developer',
    about:
      'Lets in one who waits, or one who was deactivated, and tells them; keys that the deactivation suspended work ' +
      'again. One whose address was never verified is `unverified` again. 409 for one who is active already.',
    body: z.strictObject({}),
    run: async (ctx, { params: { id: userId = '' } }) => {
      await activateDeveloper(ctx, { userId });
      return readDeveloper(ctx, { id: userId });
    },
  }),
  operation({
    ...about,
    path: '/developers/{id}/deactivate',
    operationId: 'deactivateDeveloper',
    summary: 'Deactivate a developer',
    about:
      'Ends their sessions and links at once, and tells them. Their apps stay. 409 for one who is inactive already, and ' +
      'for the last super admin of an organization.',
    body: z.strictObject({
      suspendPersonalKeys: z
        .boolean()
        .default(false)
        .openapi({ description: 'Suspends the keys of their personal apps until they are activated again.' }),
    }),
    run: async (ctx, { params: { id: userId = '' }, body }) => {
      await deactivateDeveloper(ctx, { userId, ...body });
      return readDeveloper(ctx, { id: userId });
    },
  }),
  operation({
    ...about,
    path: '/developers/{id}/decline',
    operationId: 'declineDeveloper',
    summary: 'Decline a registration',
    about: 'Says no to one who waits to be let in; they are told the reason. 409 for one who does not wait.',
    body: z
      .strictObject({ reason: z.string().min(1).max(2000) })
      .openapi({ example: { reason: 'Register with the address of your company, please.' } }),
    run: async (ctx, { params: { id: userId = '' }, body }) => {
      await declineDeveloper(ctx, { userId, ...body });
      return readDeveloper(ctx, { id: userId });
    },
  }),
  operation({
    ...about,
    path: '/developers/{id}/invite',
    operationId: 'inviteDeveloper',
    summary: 'Send the invitation',
    about:
      'To one who was made without a password; once more is a new link, and the older one stops working. 409 for one who ' +
      'can log in already.',
    body: z.strictObject({}),
    run: async (ctx, { params: { id: userId = '' } }) => {
      await inviteUser(ctx, { userId });
      return readDeveloper(ctx, { id: userId });
    },
  }),
  operation({
    ...about,
    path: '/developers/{id}/withdraw-invitation',
    operationId: 'withdrawInvitation',
    summary: 'Take the invitation back',
    about: 'Its link stops working at once; the account stays and can be invited again. 409 where none waits.',
    body: z.strictObject({}),
    run: async (ctx, { params: { id: userId = '' } }) => {
      await withdrawInvitation(ctx, { invitationId: await invitationOf(ctx, userId) });
      return readDeveloper(ctx, { id: userId });
    },
  }),
  operation({
    ...about,
    path: '/developers/{id}/end-sessions',
    operationId: 'endDeveloperSessions',
    summary: 'Sign a developer out everywhere',
    about: 'Out of every browser, at once; they can log in again.',
    body: z.strictObject({}),
    answer: z.object({ ended: z.number().int().openapi({ description: 'How many sessions there were.' }) }),
    run: (ctx, { params: { id: userId = '' } }) => endUserSessions(ctx, { userId }),
  }),
  operation({
    ...about,
    path: '/developers/{id}/move',
    operationId: 'moveDeveloper',
    summary: 'Move a developer to another organization',
    about: '409 for the last super admin of an organization, and for one who is there already.',
    body: z
      .strictObject({
        organizationId: z.uuid('This is no id.'),
        role: role.default('team_member'),
        teamIds: z
          .array(z.uuid('This is no id.'))
          .max(200)
          .default([])
          .openapi({ description: 'Teams of the new organization; none is its default team.' }),
        apps: z.enum(['take_along', 'leave', 'end']).openapi({
          description:
            'Their apps go along, are left to a super admin of the old organization, or end with their keys.',
        }),
      })
      .openapi({ example: { organizationId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01', apps: 'take_along' } }),
    run: async (ctx, { params: { id: userId = '' }, body }) => {
      await moveDeveloper(ctx, { userId, ...body });
      return readDeveloper(ctx, { id: userId });
    },
  }),
];

async function invitationOf(ctx: Context, userId: string): Promise<string> {
  const { invitation, name } = await getUser(ctx, userId);
  if (!invitation) throw conflict(`${name} has no invitation that waits for an answer.`);
  return invitation.id;
}
