import { submitChange } from '@/core/access-requests/submit-change';
import { changeWish } from '../changes';
import { seedKey } from '../leaving';
import { expecting, type Row, row } from './roles';

/** Another plan or other products for a key: for those who share its app, never for an admin. */
export const changing: Row[] = [
  row({
    verb: 'submitChange',
    stage: (db, world) => seedKey(db, world, { by: world.ada, app: 'Harbour lights' }),
    act: (ctx, { credentialId }, world) => submitChange(ctx, changeWish(world, credentialId)),
    expected: expecting('not_found', { ok: ['ada', 'tom'], forbidden: ['priya', 'alan', 'arun', 'audrey'] }),
  }),
  { verb: 'settlePresence', system: 'the worker at keys, when the gateway has taken a change' },
];
