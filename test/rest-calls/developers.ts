import { type RestCall, reads } from './call';

export const developerCalls: Record<string, RestCall> = {
  listDevelopers: reads('developers:read', () => '/developers'),
  getDeveloper: reads('developers:read', ({ world }) => `/developers/${world.ada.userId}`),
};
