import { transferApp } from '@/core/apps/transfer-app';
import type { Context } from '@/core/context';
import { deleteOwnAccount } from '@/core/members/delete-own-account';
import { deleteUser } from '@/core/members/delete-user';
import { exportMyData } from '@/core/members/export-my-data';
import { leaveOrganization } from '@/core/members/leave-organization';
import { moveDeveloper } from '@/core/members/move-developer';
import { removeMember } from '@/core/members/remove-member';
import type { Database } from '@/db/client';
import { seedApp, seedDeveloper, seedSession, type World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const anyLoggedIn = expecting('ok', { unauthenticated: ['nobody'] });

/** Another super admin at Acme, so that Ada is not the last one. */
async function secondSuperAdmin(db: Database, { acme }: World) {
  return seedDeveloper(db, 'Sam', acme, 'super_admin');
}

/** Tom's app, shared with Acme, and a colleague to give it to. */
async function appOfTom(db: Database, { acme, tom }: World) {
  const cleo = await seedDeveloper(db, 'Cleo', acme, 'team_member');
  const app = await seedApp(db, tom, 'Tally', 'organization');
  return { appId: app.id, toUserId: cleo.userId };
}

/** Whoever tries has proven a moment ago who they are: what is tried is what is behind the proof. */
async function proven(ctx: Context): Promise<Context> {
  if (ctx.actor.kind === 'developer' || ctx.actor.kind === 'admin') await seedSession(ctx.db, ctx.actor);
  return ctx;
}

/** Going, being sent away, being moved, being deleted, and handing things over. */
export const leaving: Row[] = [
  row({
    verb: 'removeMember',
    stage: nothing,
    act: (ctx, _stage, { tom }) => removeMember(ctx, { userId: tom.userId, apps: [] }),
    // Tom sees himself and his colleagues, and may remove nobody.
    expected: expecting('not_found', { ok: ['ada', ...runners], forbidden: ['tom', 'arun', 'audrey'] }),
  }),
  row({
    verb: 'leaveOrganization',
    stage: secondSuperAdmin,
    act: (ctx) => leaveOrganization(ctx, {}),
    // Eve is the last super admin of hers; Mallory is not.
    expected: expecting('forbidden', { ok: ['ada', 'tom', 'mallory'], conflict: ['eve'] }),
  }),
  row({
    verb: 'moveDeveloper',
    stage: nothing,
    act: (ctx, _stage, { tom, evil }) =>
      moveDeveloper(ctx, {
        userId: tom.userId,
        organizationId: evil.id,
        role: 'team_member',
        teamIds: [],
        apps: 'take_along',
      }),
    expected: expecting('not_found', { ok: runners, forbidden: ['ada', 'tom', 'arun', 'audrey'] }),
  }),
  row({
    verb: 'deleteUser',
    stage: nothing,
    act: (ctx, _stage, { tom }) => deleteUser(ctx, { userId: tom.userId, apps: 'hand_over' }),
    expected: expecting('not_found', { ok: runners, forbidden: ['ada', 'tom', 'arun', 'audrey'] }),
  }),
  row({
    verb: 'deleteOwnAccount',
    stage: nothing,
    act: async (ctx) => deleteOwnAccount(await proven(ctx), { typed: 'DELETE' }),
    // The last super admins stay; Olga's organization was never approved. Admins are removed by an owner.
    expected: expecting('ok', {
      unauthenticated: ['nobody'],
      conflict: ['ada', 'eve'],
      forbidden: ['priya', 'alan', 'arun', 'audrey'],
    }),
  }),
  row({ verb: 'exportMyData', stage: nothing, act: (ctx) => exportMyData(ctx), expected: anyLoggedIn }),
  row({
    verb: 'transferApp',
    stage: appOfTom,
    act: transferApp,
    expected: expecting('not_found', { ok: ['ada', 'tom'] }),
  }),
];
