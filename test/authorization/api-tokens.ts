import { createAgentToken } from '@/core/api-tokens/create-agent-token';
import { createApiToken } from '@/core/api-tokens/create-token';
import { revokeApiToken } from '@/core/api-tokens/revoke-token';
import { askForProducts } from '@/core/cart/ask-for-products';
import { seedToken } from '../rest';
import { expecting, nothing, type Row, row } from './roles';

const runners = ['priya', 'alan'] as const;
const developers = ['ada', 'tom', 'eve', 'mallory', 'dora', 'dan'] as const;

/** Tokens: of the REST API for those who run the portal, for agents by every developer. */
export const apiTokens: Row[] = [
  row({
    verb: 'createApiToken',
    stage: nothing,
    act: (ctx) => createApiToken(ctx, { name: 'CI', scopes: ['requests:read'], days: 30 }),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'createAgentToken',
    stage: nothing,
    act: (ctx) => createAgentToken(ctx, { name: 'Editor', scopes: ['agent:read'], days: 30 }),
    expected: expecting('forbidden', { ok: developers }),
  }),
  row({
    verb: 'revokeApiToken',
    stage: (db, world) => seedToken(db, world.ada, { scopes: ['agent:read'] }),
    act: (ctx, { tokenId }) => revokeApiToken(ctx, { tokenId }),
    expected: expecting('not_found', { ok: [...runners, 'ada'] }),
  }),
  row({
    verb: 'askForProducts',
    stage: nothing,
    act: (ctx, _stage, { standard }) =>
      askForProducts(ctx, {
        catalog: 'public',
        products: ['payments'],
        plan: standard.slug,
        app: { kind: 'new', name: 'Agent' },
        answers: {},
        submissionKey: 'from an agent',
      }),
    expected: expecting('forbidden', { ok: developers }),
  }),
];
