import type { Stage } from '../provisioning-stage';
import { seedApp } from '../world';
import { fresh, type RestCall, reads, runners } from './call';

const anApp = async ({ db, world }: Stage) =>
  `/apps/${(await seedApp(db, world.ada, fresh('App'), 'organization')).id}`;

/** Operations on apps. */
export const appCalls: Record<string, RestCall> = {
  listApps: reads('apps:read', () => '/apps'),
  getApp: reads('apps:read', ({ world }) => `/apps/${world.ledger.id}`),
  createApp: {
    scope: 'apps:write',
    stage: async ({ world }) => ({ path: '/apps', body: { developerId: world.ada.userId, name: fresh('App') } }),
    may: runners,
    status: 201,
    wrong: ['visibility', 'everybody'],
  },
  changeApp: {
    scope: 'apps:write',
    stage: async (stage) => ({ path: await anApp(stage), body: { name: fresh('Lamp') } }),
    may: runners,
    status: 200,
    wrong: ['name', ''],
    again: 200,
  },
  deleteApp: {
    scope: 'apps:write',
    stage: async (stage) => ({ path: await anApp(stage) }),
    may: runners,
    status: 204,
    again: 404,
  },
};
