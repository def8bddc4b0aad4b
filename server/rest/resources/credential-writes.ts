import { z } from '@hono/zod-openapi';
import { importCredential } from '@/core/credentials/import-credential';
import { renameCredential } from '@/core/credentials/rename-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { nothing, type Operation, operation } from '../operation';
import { credential, readCredential, tellGateway } from './credential';

const about = { tag: 'Credentials', scope: 'credentials:write', answer: credential, afterwards: tellGateway } as const;

const IMPORT_EXAMPLE = {
  appId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01',
  planId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a02',
  productIds: ['01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a03'],
  key: '5e9d9544a1dcd60001d0ed20accounting',
  name: 'Accounting, since 2019',
};

/** What brings credentials in, names them and ends them; credential-acts.ts has the rest. */
export const credentialWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/credentials/import',
    operationId: 'importCredential',
    summary: 'Import a key that exists already',
    about:
      'Attaches a key of the gateway, named by itself or by its hash, to an app, a plan and products. The portal looks at ' +
      'the gateway whether the key is there; until then the credential is `provisioning`. The key is never shown.',
    body: z
      .strictObject({
        appId: z.uuid('This is no id.'),
        planId: z.uuid('This is no id.'),
        productIds: z.array(z.uuid('This is no id.')).min(1).max(50),
        key: z.string().min(1).max(1024).optional(),
        keyHash: z.string().max(128).optional(),
        name: z.string().max(120).optional(),
        resetQuota: z.boolean().optional().openapi({ description: 'Otherwise what was used of the quota stays used.' }),
      })
      .openapi({ example: IMPORT_EXAMPLE }),
    status: 201,
    run: async (ctx, { body }) => readCredential(ctx, { id: (await importCredential(ctx, body)).credentialId }),
    locationOf: ({ id: made }) => `/credentials/${made}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/credentials/{id}',
    operationId: 'changeCredential',
    summary: 'Rename a credential',
    about: 'Its plan and products are changed by the developer, who asks for it. 409 for a key that has ended.',
    body: z.strictObject({ name: z.string().min(1).max(400).optional() }).openapi({ example: { name: 'Nightly run' } }),
    isOneAtATime: true,
    current: readCredential,
    run: async (ctx, { params, body }) => {
      if (body.name !== undefined) await renameCredential(ctx, { credentialId: params.id ?? '', name: body.name });
      return readCredential(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/credentials/{id}',
    operationId: 'deleteCredential',
    summary: 'Revoke a key',
    about:
      'The same as `POST /credentials/{id}/revoke`, without a reason: the record stays for its history, as `revoking` and ' +
      'then `revoked`. A second call is harmless.',
    status: 204,
    answer: nothing,
    isOneAtATime: true,
    current: readCredential,
    run: async (ctx, { params }) => {
      await revokeCredential(ctx, { credentialId: params.id ?? '' });
      return null;
    },
  }),
];
