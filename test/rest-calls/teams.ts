import { createTeam } from '@/core/teams/create-team';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

async function made({ as, world }: Stage): Promise<string> {
  return (await createTeam(as(world.alan), { organizationId: world.acme.id, name: fresh('Team') })).teamId;
}

const write = { scope: 'teams:write', may: runners, status: 200 } as const;

/** Operations on teams. */
export const teamCalls: Record<string, RestCall> = {
  listTeams: reads('teams:read', () => '/teams'),
  getTeam: reads('teams:read', ({ world }) => `/teams/${world.backend.id}`),
  createTeam: {
    ...write,
    stage: async ({ world }) => ({ path: '/teams', body: { organizationId: world.acme.id, name: fresh('Crew') } }),
    status: 201,
    wrong: ['organizationId', 'acme'],
  },
  changeTeam: {
    ...write,
    stage: async (stage) => ({
      path: `/teams/${await made(stage)}`,
      body: { name: fresh('Renamed'), memberIds: [stage.world.tom.userId] },
    }),
    wrong: ['memberIds', 'tom'],
    again: 200,
  },
  deleteTeam: {
    ...write,
    stage: async (stage) => ({ path: `/teams/${await made(stage)}`, body: { apps: 'owners' } }),
    status: 204,
    wrong: ['apps', 'mine'],
    again: 404,
  },
};
