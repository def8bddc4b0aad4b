import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { inOneTransaction } from '@/core/in-one-transaction';
import { createTeam } from '@/core/teams/create-team';
import { deleteTeam } from '@/core/teams/delete-team';
import { renameTeam } from '@/core/teams/rename-team';
import { setTeamMembers } from '@/core/teams/set-team-members';
import { asNamed } from '../naming';
import { nothing, type Operation, operation } from '../operation';
import { wrongWhereMissing } from '../wrong-where-missing';
import { readTeam, team } from './teams';

const name = z.string().min(1).max(200);
const memberIds = z
  .array(z.uuid('This is no id.'))
  .max(10_000)
  .openapi({ description: 'Exactly these developers of the organization are its members afterwards.' });

const about = { tag: 'Teams', scope: 'teams:write', answer: team } as const;

/** What changes teams. */
export const teamWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/teams',
    operationId: 'createTeam',
    summary: 'Make a team',
    body: z
      .strictObject({ organizationId: z.uuid('This is no id.'), name, memberIds: memberIds.default([]) })
      .openapi({ example: { organizationId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01', name: 'Payments' } }),
    status: 201,
    run: (ctx, { body }) =>
      inOneTransaction(ctx, async (inside) => {
        const { teamId } = await wrongWhereMissing('organizationId', 'organization', () => createTeam(inside, body));
        if (body.memberIds.length > 0) await setMembers(inside, teamId, body.memberIds);
        return readTeam(inside, { id: teamId });
      }),
    locationOf: ({ id }) => `/teams/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/teams/{id}',
    operationId: 'changeTeam',
    summary: 'Change a team',
    about:
      'What you leave out stays. Nobody is left without a team: whoever is in no other one goes to the default team, or ' +
      'stays there.',
    body: z
      .strictObject({ name: name.optional(), memberIds: memberIds.optional() })
      .openapi({ example: { name: 'Payments and invoices' } }),
    current: readTeam,
    isOneAtATime: true,
    run: async (ctx, { params, body, current }) => {
      const before = team.parse(current);
      if (body.name !== undefined && body.name !== before.name) {
        await renameTeam(ctx, { teamId: before.id, name: body.name });
      }
      if (body.memberIds && !hasExactly(before, body.memberIds)) await setMembers(ctx, before.id, body.memberIds);
      return readTeam(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/teams/{id}',
    operationId: 'deleteTeam',
    summary: 'Delete a team',
    about:
      'Its members who are in no other team come into the default team; invite codes that led into it are switched off. ' +
      'Keys go on working. 409 for the default team.',
    body: z.strictObject({
      apps: z.enum(['owners', 'organization']).openapi({
        description:
          'Whose the apps are that were shared with the team: their owners’ alone, or the whole organization’s.',
      }),
    }),
    status: 204,
    answer: nothing,
    current: readTeam,
    isOneAtATime: true,
    run: async (ctx, { params, body }) => {
      await deleteTeam(ctx, { teamId: params.id ?? '', apps: body.apps });
      return null;
    },
  }),
];

/** The answer names the first two hundred: of a larger team the verb itself says whether anything would change. */
function hasExactly({ memberCount, members }: z.output<typeof team>, wanted: readonly string[]): boolean {
  const ids = new Set(wanted);
  return memberCount === members.length && ids.size === memberCount && members.every(({ id }) => ids.has(id));
}

function setMembers(ctx: Context, teamId: string, userIds: readonly string[]): Promise<unknown> {
  return asNamed(
    () => setTeamMembers(ctx, { teamId, userIds }),
    (field) => (field === 'userIds' ? ['memberIds'] : undefined),
  );
}
