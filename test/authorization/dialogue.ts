import { sql } from 'drizzle-orm';
import { askInformation } from '@/core/access-requests/ask-information';
import { giveInformation } from '@/core/access-requests/give-information';
import { nudgeDeciders } from '@/core/access-requests/nudge';
import type { Database } from '@/db/client';
import { accessRequests } from '@/db/schema';
import { seedRequest } from '../requests';
import type { World } from '../world';
import { expecting, type Role, type Row, row } from './roles';

const request = (db: Database, world: World) => seedRequest(db, world);
/** It waits for longer than anybody is asked to be patient. */
async function lateRequest(db: Database, world: World) {
  const asked = await seedRequest(db, world);
  await db.update(accessRequests).set({ createdAt: sql`now() - interval '9 days'` });
  return asked;
}

const members: Role[] = ['ada', 'tom'];
const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const deciders: Role[] = ['priya', 'alan', 'arun'];
const usesApp = expecting('not_found', { ok: members, forbidden: admins });

/** What those who ask and those who decide say to each other, and what the clock does about it. */
export const dialogue: Row[] = [
  row({
    verb: 'askInformation',
    stage: request,
    act: (ctx, { requestId }) => askInformation(ctx, { requestId, question: 'Which shops?' }),
    expected: expecting('not_found', { ok: deciders, forbidden: ['audrey', ...members] }),
  }),
  row({
    verb: 'giveInformation',
    stage: request,
    act: (ctx, { requestId }) => giveInformation(ctx, { requestId, message: `Three, says ${ctx.requestId}.` }),
    expected: usesApp,
  }),
  row({ verb: 'nudgeDeciders', stage: lateRequest, act: nudgeDeciders, expected: usesApp }),
  { verb: 'remindUnclaimed', system: 'the scheduled care for requests' },
  { verb: 'endUnclaimed', system: 'the scheduled care for requests' },
];
