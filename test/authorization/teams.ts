import { createTeam } from '@/core/teams/create-team';
import { deleteTeam } from '@/core/teams/delete-team';
import { renameTeam } from '@/core/teams/rename-team';
import { setTeamMembers } from '@/core/teams/set-team-members';
import { expecting, nothing, type Row, row } from './roles';

/** Portal admins who run the portal, and Ada, who runs Acme. Tom sees the team; nobody else knows of it. */
const manages = expecting('not_found', { ok: ['ada', 'priya', 'alan'], forbidden: ['tom', 'arun', 'audrey'] });

/** Acme's team Backend. */
export const teams: Row[] = [
  row({
    verb: 'createTeam',
    stage: nothing,
    act: (ctx, _stage, { acme }) => createTeam(ctx, { organizationId: acme.id, name: 'Frontend' }),
    expected: manages,
  }),
  row({
    verb: 'renameTeam',
    stage: nothing,
    act: (ctx, _stage, { backend }) => renameTeam(ctx, { teamId: backend.id, name: 'Frontend' }),
    expected: manages,
  }),
  row({
    verb: 'setTeamMembers',
    stage: nothing,
    act: (ctx, _stage, { backend, ada }) => setTeamMembers(ctx, { teamId: backend.id, userIds: [ada.userId] }),
    expected: manages,
  }),
  row({
    verb: 'deleteTeam',
    stage: nothing,
    act: (ctx, _stage, { backend }) => deleteTeam(ctx, { teamId: backend.id, apps: 'owners' }),
    expected: manages,
  }),
];
