import { changeMany } from '@/core/members/change-many';
import { changeUser } from '@/core/members/change-user';
import { createDeveloper } from '@/core/members/create-developer';
import { endUserSessions } from '@/core/members/end-user-sessions';
import { exportUsers } from '@/core/members/export-users';
import { expecting, nothing, type Role, type Row, row } from './roles';

const everyAdmin: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const runners: Role[] = ['priya', 'alan'];
/** They see Tom: admins, his colleagues and himself. Who does not run the portal may not change him. */
const seesTomOnly: Role[] = ['arun', 'audrey', 'ada', 'tom'];

/** What portal admins do with developers' accounts. */
export const users: Row[] = [
  row({
    verb: 'createDeveloper',
    stage: nothing,
    act: (ctx, _stage, { acme }) =>
      createDeveloper(ctx, {
        ...{ firstName: 'New', lastName: 'Person', email: 'new@acme.test', signUp: {} },
        ...{ organizationId: acme.id, teamIds: [], role: 'team_member', access: { kind: 'later' } },
      }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changeUser',
    stage: nothing,
    act: (ctx, _stage, { tom }) =>
      changeUser(ctx, {
        ...{ userId: tom.userId, version: 1, firstName: 'Thomas', lastName: 'Test', email: tom.email, signUp: {} },
        ...{ role: 'team_member', teamIds: [] },
      }),
    expected: expecting('not_found', { ok: runners, forbidden: seesTomOnly }),
  }),
  row({
    verb: 'endUserSessions',
    stage: nothing,
    act: (ctx, _stage, { eve }) => endUserSessions(ctx, { userId: eve.userId }),
    // Eve may end her own; Mallory sees her colleague.
    expected: expecting('not_found', { ok: ['eve', ...runners], forbidden: ['arun', 'audrey', 'mallory'] }),
  }),
  row({
    verb: 'exportUsers',
    stage: nothing,
    act: (ctx) => exportUsers(ctx, { filters: {}, sort: { by: 'name', direction: 'asc' } }),
    expected: expecting('not_found', { ok: everyAdmin }),
  }),
  row({
    verb: 'changeMany',
    stage: nothing,
    act: (ctx, _stage, { dora }) => changeMany(ctx, { ids: [dora.userId], act: { kind: 'delete', apps: 'end' } }),
    expected: expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] }),
  }),
];
