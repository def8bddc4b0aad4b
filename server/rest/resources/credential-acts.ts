import { z } from '@hono/zod-openapi';
import { gracePeriods } from '@/core/credentials/grace-periods';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { retryCredential } from '@/core/credentials/retry-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { type Operation, operation } from '../operation';
import { credential, readCredential, tellGateway } from './credential';

const about = { tag: 'Credentials', scope: 'credentials:write', answer: credential, afterwards: tellGateway } as const;

/** What is done with keys that exist. */
export const credentialActs: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/regenerate',
    operationId: 'regenerateCredential',
    summary: 'Regenerate a key',
    about:
      'Orders a new key in the place of this one and answers the new credential. The old key works until the new one is ' +
      'active, and then for the grace period. Members of the app reveal the new key in the portal.',
    body: z.strictObject({ grace: z.enum(gracePeriods).default('24h') }),
    status: 201,
    current: readCredential,
    run: async (ctx, { params, body }) => {
      const made = await regenerateCredential(ctx, { credentialId: params.id ?? '', grace: body.grace });
      return readCredential(ctx, { id: made.credentialId });
    },
    locationOf: ({ id: made }) => `/credentials/${made}`,
  }),
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/revoke',
    operationId: 'revokeCredential',
    summary: 'Revoke a key',
    about: 'Ends it for good. `revoking` until the gateway is proven to have forgotten it; a second call is harmless.',
    body: z.strictObject({ reason: z.string().max(500).optional() }),
    current: readCredential,
    run: async (ctx, { params, body }) => {
      const { reason } = body;
      await revokeCredential(ctx, { credentialId: params.id ?? '', ...(reason !== undefined && { reason }) });
      return readCredential(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/suspend',
    operationId: 'suspendCredential',
    summary: 'Suspend a key',
    about: 'The gateway refuses it until it is resumed.',
    body: z.strictObject({}),
    current: readCredential,
    run: async (ctx, { params }) => {
      await suspendCredential(ctx, { credentialId: params.id ?? '' });
      return readCredential(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/resume',
    operationId: 'resumeCredential',
    summary: 'Resume a key',
    body: z.strictObject({}),
    current: readCredential,
    run: async (ctx, { params }) => {
      await resumeCredential(ctx, { credentialId: params.id ?? '' });
      return readCredential(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/retry',
    operationId: 'retryCredential',
    summary: 'Try a failed key again',
    about:
      'After the reason in `trouble` was mended. The same key, under the same id. 409 for one that has not failed.',
    body: z.strictObject({}),
    current: readCredential,
    run: async (ctx, { params }) => {
      await retryCredential(ctx, { credentialId: params.id ?? '' });
      return readCredential(ctx, params);
    },
  }),
];
