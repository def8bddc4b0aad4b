import { type RestCall, reads } from './call';

export const planCalls: Record<string, RestCall> = {
  listPlans: reads('plans:read', () => '/plans'),
  getPlan: reads('plans:read', ({ world }) => `/plans/${world.standard.id}`),
};
