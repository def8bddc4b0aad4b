import type { UserStatus } from '@/core/identity/actor';
import { createDeveloper } from '@/core/members/create-developer';
import type { Stage } from '../provisioning-stage';
import { seedDeveloper } from '../world';
import { deciders, fresh, type RestCall, reads, runners } from './call';

const email = () => `${fresh('somebody').replaceAll(' ', '.')}@calls.test`;

/** Somebody of Acme whom nothing has happened to yet. */
async function somebody({ db, world }: Stage, status: UserStatus = 'active'): Promise<string> {
  const name = fresh('Sam').replaceAll(' ', '-');
  return (await seedDeveloper(db, name, world.acme, 'team_member', { status })).userId;
}

/** Made by an admin, without a way in yet. */
async function uninvited({ as, world }: Stage, kind: 'later' | 'invite' = 'later'): Promise<string> {
  const { userId } = await createDeveloper(as(world.alan), {
    ...{ email: email(), firstName: 'Uma', lastName: 'Test', signUp: {}, organizationId: world.acme.id },
    ...{ teamIds: [], role: 'team_member', access: { kind } },
  });
  return userId;
}

const write = { scope: 'developers:write', may: runners, status: 200 } as const;

/** Operations on developers. */
export const developerCalls: Record<string, RestCall> = {
  listDevelopers: reads('developers:read', () => '/developers'),
  getDeveloper: reads('developers:read', ({ world }) => `/developers/${world.ada.userId}`),
  createDeveloper: {
    ...write,
    stage: async () => ({ path: '/developers', body: { email: email(), firstName: 'Sam', lastName: 'Sample' } }),
    status: 201,
    wrong: ['role', 'emperor'],
  },
  changeDeveloper: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await somebody(stage)}`, body: { lastName: 'Renamed' } }),
    wrong: ['teamIds', 'backend'],
    again: 200,
  },
  deleteDeveloper: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await somebody(stage)}`, body: { apps: 'end' } }),
    status: 204,
    wrong: ['apps', 'keep'],
    again: 404,
  },
  activateDeveloper: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await somebody(stage, 'pending')}/activate` }),
    may: deciders,
    again: 409,
  },
  deactivateDeveloper: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await somebody(stage)}/deactivate` }),
    wrong: ['suspendPersonalKeys', 'yes'],
    again: 409,
  },
  declineDeveloper: {
    ...write,
    stage: async (stage) => ({
      path: `/developers/${await somebody(stage, 'pending')}/decline`,
      body: { reason: 'Who are you?' },
    }),
    may: deciders,
    wrong: ['reason', 7],
    again: 409,
  },
  inviteDeveloper: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await uninvited(stage)}/invite` }),
    again: 200,
  },
  withdrawInvitation: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await uninvited(stage, 'invite')}/withdraw-invitation` }),
    again: 409,
  },
  endDeveloperSessions: {
    ...write,
    stage: async (stage) => ({ path: `/developers/${await somebody(stage)}/end-sessions` }),
    again: 200,
  },
  moveDeveloper: {
    ...write,
    stage: async (stage) => ({
      path: `/developers/${await somebody(stage)}/move`,
      body: { organizationId: stage.world.evil.id, apps: 'take_along' },
    }),
    wrong: ['apps', 'keep'],
    again: 409,
  },
};
