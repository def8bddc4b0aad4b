import { createApiToken } from '@/core/api-tokens/create-token';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { seedToken } from '../rest';
import { expecting, nothing, type Row, row } from './roles';

const runners = ['priya', 'alan'] as const;

/** Tokens of the REST API: made and ended by those who run the portal. */
export const apiTokens: Row[] = [
  row({
    verb: 'createApiToken',
    stage: nothing,
    act: (ctx) => createApiToken(ctx, { name: 'CI', scopes: ['requests:read'], days: 30 }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'revokeApiToken',
    stage: (db, world) => seedToken(db, world.priya),
    act: (ctx, { tokenId }) => revokeApiToken(ctx, { tokenId }),
    expected: expecting('not_found', { ok: runners }),
  }),
];
