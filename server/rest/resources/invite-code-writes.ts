import { z } from '@hono/zod-openapi';
import { changeInviteCode } from '@/core/invite-codes/change-invite-code';
import { giveSlotBack } from '@/core/invite-codes/give-slot-back';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { switchInviteCodeOff } from '@/core/invite-codes/switch-invite-code-off';
import { merge } from '../merge';
import { nothing, type Operation, operation } from '../operation';
import { inviteCode, readInviteCode } from './invite-codes';

const ID_WANTED = 'This is no id.';

const terms = {
  teamId: z.uuid(ID_WANTED).openapi({ description: 'The team that its users join; the organization is the team’s.' }),
  quota: z.number().int().min(1).max(100_000).openapi({ description: 'How many people it lets in.' }),
  lastDay: z
    .string()
    .max(10)
    .nullable()
    .openapi({ description: 'The last day on which it works, in UTC: `2027-01-31`; null: no end.' }),
  isActive: z.boolean(),
  note: z.string().max(200),
};

const about = { tag: 'Invite codes', scope: 'invite-codes:write', answer: inviteCode } as const;

/** What changes invite codes. */
export const inviteCodeWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/invite-codes',
    operationId: 'issueInviteCode',
    summary: 'Issue an invite code',
    about: 'The code is drawn by the portal unless you choose a word of your own.',
    body: z
      .strictObject({
        teamId: terms.teamId,
        quota: terms.quota,
        lastDay: terms.lastDay.default(null),
        isActive: terms.isActive.default(true),
        note: terms.note.default(''),
        code: z
          .string()
          .max(200)
          .default('')
          .openapi({ description: 'A word of your own: 8 to 60 letters, digits and hyphens.' }),
      })
      .openapi({ example: { teamId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01', quota: 25, lastDay: '2027-01-31' } }),
    status: 201,
    run: async (ctx, { body }) => readInviteCode(ctx, { id: (await issueInviteCode(ctx, body)).inviteCodeId }),
    locationOf: ({ id: made }) => `/invite-codes/${made}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/invite-codes/{id}',
    operationId: 'changeInviteCode',
    summary: 'Change an invite code',
    about: 'What you leave out stays. Who used it stays where they are; the quota cannot go below what is used.',
    body: z
      .strictObject(terms)
      .partial()
      .openapi({ example: { quota: 50 } }),
    current: readInviteCode,
    isOneAtATime: true,
    run: async (ctx, { params, body, current }) => {
      const { team, quota, lastDay, isActive, note } = inviteCode.parse(current);
      const { sent, isChanged } = merge({ teamId: team.id, quota, lastDay, isActive, note }, body);
      // Saving what is so already would stand in the audit log as a change.
      if (isChanged) await changeInviteCode(ctx, { ...sent, inviteCodeId: params.id ?? '' });
      return readInviteCode(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/invite-codes/{id}',
    operationId: 'deleteInviteCode',
    summary: 'Switch an invite code off',
    about:
      'It lets in nobody any more. Codes are kept, so that it stays known who used them: it is read as `inactive`, and a ' +
      'PATCH with `isActive` switches it on again. A second call is harmless.',
    status: 204,
    answer: nothing,
    current: readInviteCode,
    isOneAtATime: true,
    run: async (ctx, { params }) => {
      await switchInviteCodeOff(ctx, { inviteCodeId: params.id ?? '' });
      return null;
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/invite-codes/{id}/give-back',
    operationId: 'giveInviteCodeSlotBack',
    summary: 'Free a slot of an invite code',
    about: 'For another person; who had used it stays where they are. 409 for a slot that is free already.',
    body: z.strictObject({ developerId: z.uuid(ID_WANTED) }),
    run: async (ctx, { params, body }) => {
      await giveSlotBack(ctx, { inviteCodeId: params.id ?? '', userId: body.developerId });
      return readInviteCode(ctx, params);
    },
  }),
];
