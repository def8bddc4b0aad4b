import { register } from '@/core/identity/register';
import { getInviteCode } from '@/core/invite-codes/get-invite-code';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

async function issued({ as, world }: Stage): Promise<string> {
  const terms = { teamId: world.backend.id, quota: 3, lastDay: null, isActive: true, note: '' };
  return (await issueInviteCode(as(world.alan), { ...terms, code: '' })).inviteCodeId;
}

/** A code and who used a slot of it. */
async function used(stage: Stage): Promise<{ inviteCodeId: string; developerId: string }> {
  const inviteCodeId = await issued(stage);
  const admin = stage.as(stage.world.alan);
  const { code } = await getInviteCode(admin, inviteCodeId);
  await register(stage.system, {
    ...{ email: `${fresh('nina').replace(' ', '.')}@newcomer.test`, password: 'correct horse battery' },
    ...{ firstName: 'Nina', lastName: 'Newcomer', inviteCode: code ?? '', signUp: {}, acceptsTerms: false },
  });
  const { usedBy } = await getInviteCode(admin, inviteCodeId);
  return { inviteCodeId, developerId: usedBy[0]?.userId ?? '' };
}

const write = { scope: 'invite-codes:write', may: runners, status: 200 } as const;

/** Operations on invite codes. */
export const inviteCodeCalls: Record<string, RestCall> = {
  listInviteCodes: reads('invite-codes:read', () => '/invite-codes'),
  getInviteCode: {
    ...reads('invite-codes:read', () => ''),
    stage: async (stage) => ({ path: `/invite-codes/${await issued(stage)}` }),
  },
  issueInviteCode: {
    ...write,
    stage: async ({ world }) => ({ path: '/invite-codes', body: { teamId: world.backend.id, quota: 3 } }),
    status: 201,
    wrong: ['lastDay', 'tomorrow'],
  },
  changeInviteCode: {
    ...write,
    stage: async (stage) => ({ path: `/invite-codes/${await issued(stage)}`, body: { quota: 5 } }),
    wrong: ['quota', 'many'],
    again: 200,
  },
  deleteInviteCode: {
    ...write,
    stage: async (stage) => ({ path: `/invite-codes/${await issued(stage)}` }),
    status: 204,
    again: 204,
  },
  giveInviteCodeSlotBack: {
    ...write,
    stage: async (stage) => {
      const { inviteCodeId, developerId } = await used(stage);
      return { path: `/invite-codes/${inviteCodeId}/give-back`, body: { developerId } };
    },
    wrong: ['developerId', 'nina'],
    again: 409,
  },
};
