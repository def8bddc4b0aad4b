import { approveAccessRequest } from '@/core/access-requests/approve';
import { askInformation } from '@/core/access-requests/ask-information';
import type { Stage } from '../provisioning-stage';
import { seedRequest } from '../requests';
import { deciders, everyAdmin, fresh, type RestCall, reads, runners } from './call';

/** Each in an app of its own: only one request for the same may wait. */
async function pending({ db, world }: Stage): Promise<string> {
  return (await seedRequest(db, world, { app: fresh('App') })).requestId;
}

/** Operations on access requests. */
export const requestCalls: Record<string, RestCall> = {
  listRequests: reads('requests:read', () => '/requests'),
  getRequest: {
    scope: 'requests:read',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}` }),
    may: everyAdmin,
    status: 200,
  },
  listRequestMessages: {
    scope: 'requests:read',
    stage: async (stage) => {
      const requestId = await pending(stage);
      await askInformation(stage.as(stage.world.alan), { requestId, question: 'Which shops?' });
      return { path: `/requests/${requestId}/messages` };
    },
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
  createRequest: {
    scope: 'requests:write',
    stage: async ({ world }) => ({
      path: '/requests',
      body: {
        developerId: world.dora.userId,
        productIds: [world.payments.id],
        planId: world.standard.id,
        appName: fresh('App'),
      },
    }),
    may: runners,
    status: 201,
    wrong: ['planId', 'standard'],
  },
  changeRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({
      path: `/requests/${await pending(stage)}`,
      body: { assigneeId: stage.world.arun.userId },
    }),
    may: deciders,
    status: 200,
    wrong: ['assigneeId', 'Arun'],
    again: 200,
  },
  askAboutRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}/ask`, body: { question: 'Which shops?' } }),
    may: deciders,
    status: 200,
    wrong: ['question', ''],
    again: 200,
  },
  withdrawRequest: {
    scope: 'requests:write',
    stage: async (stage) => {
      const requestId = await pending(stage);
      await approveAccessRequest(stage.as(stage.world.alan), { requestId });
      return { path: `/requests/${requestId}/withdraw`, body: { reason: 'The contract ended.' } };
    },
    may: deciders,
    status: 200,
    wrong: ['reason', ''],
    again: 409,
  },
};
