import { type RestCall, reads } from './call';

export const organizationCalls: Record<string, RestCall> = {
  listOrganizations: reads('organizations:read', () => '/organizations'),
  getOrganization: reads('organizations:read', ({ world }) => `/organizations/${world.acme.id}`),
};
