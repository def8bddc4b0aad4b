import { deleteReason } from '@/core/decision-reasons/delete-reason';
import { saveReason } from '@/core/decision-reasons/save-reason';
import type { Database } from '@/db/client';
import { contextFor } from '../harness';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const runs = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

const aReason = { kind: 'decline', title: 'Not for resale', body: 'We do not sell this on.' } as const;
const keptReason = (db: Database, { priya }: World) => saveReason(contextFor(db, priya), aReason);

/** What admins decide with. */
export const inbox: Row[] = [
  row({ verb: 'saveReason', stage: nothing, act: (ctx) => saveReason(ctx, aReason), expected: runs }),
  row({ verb: 'deleteReason', stage: keptReason, act: deleteReason, expected: runs }),
];
