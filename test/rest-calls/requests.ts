import type { Stage } from '../provisioning-stage';
import { seedRequest } from '../requests';
import { deciders, everyAdmin, fresh, type RestCall, reads } from './call';

/** Each in an app of its own: only one request for the same may wait. */
async function pending({ db, world }: Stage): Promise<string> {
  return (await seedRequest(db, world, { app: fresh('App') })).requestId;
}

export const requestCalls: Record<string, RestCall> = {
  listRequests: reads('requests:read', () => '/requests'),
  getRequest: {
    scope: 'requests:read',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}` }),
    may: everyAdmin,
    status: 200,
  },
  approveRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}/approve`, body: {} }),
    may: deciders,
    status: 200,
    wrong: ['version', 'one'],
    again: 409,
  },
  declineRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}/decline`, body: { reason: 'Not this year.' } }),
    may: deciders,
    status: 200,
    wrong: ['reason', 7],
    again: 409,
  },
};
