import { randomUUID } from 'node:crypto';
import { submitRequestFor } from '@/core/access-requests/submit-for';
import { createAppFor } from '@/core/apps/create-app-for';
import { expecting, nothing, type Row, row } from './roles';

const runs = expecting('forbidden', { ok: ['priya', 'alan'] });

/** What an admin does in a developer's name. */
export const forDevelopers: Row[] = [
  row({
    verb: 'submitRequestFor',
    stage: nothing,
    act: (ctx, _stage, world) =>
      submitRequestFor(ctx, {
        developerId: world.ada.userId,
        catalogId: world.publicCatalog.id,
        productIds: [world.payments.id],
        planId: world.standard.id,
        app: { kind: 'new', name: 'Lamp' },
        answers: {},
        submissionKey: randomUUID(),
      }),
    expected: runs,
  }),
  row({
    verb: 'createAppFor',
    stage: nothing,
    act: (ctx, _stage, world) => createAppFor(ctx, { developerId: world.ada.userId, name: 'Lamp' }),
    expected: runs,
  }),
];
