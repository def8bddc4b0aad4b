import { type RestCall, reads } from './call';

export const teamCalls: Record<string, RestCall> = {
  listTeams: reads('teams:read', () => '/teams'),
  getTeam: reads('teams:read', ({ world }) => `/teams/${world.backend.id}`),
};
