import { deleteReason } from '@/core/decision-reasons/delete-reason';
import { saveReason } from '@/core/decision-reasons/save-reason';
import { actOnMany } from '@/core/inbox/act-on-many';
import { assignRequest } from '@/core/inbox/assign-request';
import { deleteInboxFilter } from '@/core/inbox/delete-filter';
import { exportDecided } from '@/core/inbox/export-decided';
import { exportInbox } from '@/core/inbox/export-inbox';
import { getInboxTools } from '@/core/inbox/get-tools';
import { saveInboxFilter } from '@/core/inbox/save-filter';
import { declineDeveloper } from '@/core/members/decline-developer';
import type { Database } from '@/db/client';
import { contextFor } from '../harness';
import { seedRequest } from '../requests';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const deciders: Role[] = ['priya', 'alan', 'arun'];
const runners: Role[] = ['priya', 'alan'];
const runs = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

const aReason = { kind: 'decline', title: 'Not for resale', body: 'We do not sell this on.' } as const;
const keptReason = (db: Database, { priya }: World) => saveReason(contextFor(db, priya), aReason);
const request = (db: Database, world: World) => seedRequest(db, world);

/** Priya keeps it. */
async function keptFilter(db: Database, { priya }: World) {
  const ctx = contextFor(db, priya);
  await saveInboxFilter(ctx, { name: 'Late', query: 'age=7' });
  const [kept] = (await getInboxTools(ctx)).kept;
  return { filterId: kept?.id ?? '' };
}

/** The inbox, and what admins decide with. */
export const inbox: Row[] = [
  row({ verb: 'saveReason', stage: nothing, act: (ctx) => saveReason(ctx, aReason), expected: runs }),
  row({ verb: 'deleteReason', stage: keptReason, act: deleteReason, expected: runs }),
  row({
    verb: 'actOnMany',
    stage: request,
    act: (ctx, { requestId }) =>
      actOnMany(ctx, { matters: [{ kind: 'request', id: requestId }], act: { kind: 'approve' } }),
    expected: expecting('not_found', { ok: deciders, forbidden: ['audrey'] }),
  }),
  row({
    verb: 'assignRequest',
    stage: request,
    act: (ctx, { requestId }, { alan }) => assignRequest(ctx, { requestId, assigneeId: alan.userId, was: null }),
    expected: expecting('not_found', { ok: deciders, forbidden: ['audrey', 'ada', 'tom'] }),
  }),
  row({
    verb: 'declineDeveloper',
    stage: nothing,
    act: (ctx, _stage, { penny }) => declineDeveloper(ctx, { userId: penny.userId, reason: 'No.' }),
    expected: expecting('not_found', { ok: deciders, forbidden: ['audrey', 'penny'] }),
  }),
  row({
    verb: 'saveInboxFilter',
    stage: nothing,
    act: (ctx) => saveInboxFilter(ctx, { name: 'Late', query: 'age=7' }),
    expected: expecting('not_found', { ok: admins }),
  }),
  row({
    verb: 'deleteInboxFilter',
    stage: keptFilter,
    act: deleteInboxFilter,
    expected: expecting('not_found', { ok: ['priya'] }),
  }),
  row({
    verb: 'exportInbox',
    stage: nothing,
    act: (ctx) => exportInbox(ctx, { filters: {}, sort: 'oldest' }),
    expected: expecting('not_found', { ok: admins }),
  }),
  row({
    verb: 'exportDecided',
    stage: nothing,
    act: (ctx) => exportDecided(ctx, { filters: {} }),
    expected: expecting('not_found', { ok: admins }),
  }),
  { verb: 'remindDeciders', system: 'the scheduled task request-care' },
];
