import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { gracePeriods } from '@/core/credentials/grace-periods';
import { importCredential } from '@/core/credentials/import-credential';
import { kickSync } from '@/core/credentials/kick-sync';
import { type CredentialLine, listAllCredentials } from '@/core/credentials/list-all-credentials';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { notFound } from '@/core/errors';
import { id, idFilter, instant, iso, named } from '../fields';
import { type Operation, operation, type Parts } from '../operation';
import { list } from '../pages';

const status = z.enum(['awaiting_claim', 'provisioning', 'active', 'revoking', 'revoked', 'failed']);

const credential = z
  .object({
    id,
    name: z.string(),
    lastFour: z.string(),
    status,
    generation: z.number().int().openapi({ description: 'Goes up each time the key is regenerated.' }),
    isImported: z.boolean(),
    requestId: id,
    app: named,
    organization: named,
    plan: z.object({ id: id.nullable(), name: z.string() }),
    productIds: z.array(id),
    createdAt: instant,
    activeAt: instant.nullable(),
    expiresAt: instant.nullable(),
    suspendedAt: instant.nullable(),
    endsAt: instant.nullable().openapi({ description: 'When a key that was replaced stops working.' }),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    trouble: z.string().nullable().openapi({ description: 'Why the gateway does not have it as it should, so far.' }),
  })
  .openapi('Credential');
type Shown = z.input<typeof credential>;

function toCredential(row: CredentialLine): Shown {
  return {
    ...row,
    requestId: row.accessRequestId,
    app: { id: row.appId, name: row.appName },
    organization: { id: row.organizationId, name: row.organizationName },
    plan: { id: row.planId, name: row.planName },
    createdAt: iso(row.createdAt),
    activeAt: iso(row.activeAt),
    expiresAt: iso(row.expiresAt),
    suspendedAt: iso(row.suspendedAt),
    endsAt: iso(row.endsAt),
    revokedAt: iso(row.revokedAt),
    lastUsedAt: iso(row.lastUsedAt),
  };
}

async function now(ctx: Context, credentialId: string): Promise<Shown> {
  const [row] = (await listAllCredentials(ctx, { id: credentialId })).rows;
  if (!row) throw notFound();
  return toCredential(row);
}

/** The gateway is told at once; the job that was ordered with the change makes sure of it. */
async function tellGateway(ctx: Context, { gateways }: Parts, { id: credentialId }: Shown): Promise<void> {
  await kickSync(ctx, gateways, { credentialId });
}

const about = { tag: 'Credentials', scope: 'credentials:write', answer: credential, afterwards: tellGateway } as const;

const IMPORT_EXAMPLE = {
  appId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01',
  planId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a02',
  productIds: ['01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a03'],
  key: '5e9d9544a1dcd60001d0ed20accounting',
  name: 'Accounting, since 2019',
};

/** Credentials: our records of keys. No answer ever holds a key. */
export const credentials: readonly Operation[] = [
  list({
    path: '/credentials',
    tag: 'Credentials',
    operationId: 'listCredentials',
    summary: 'List credentials',
    about: 'The newest first. Never the keys themselves.',
    scope: 'credentials:read',
    filters: { status: status.optional(), appId: idFilter, organizationId: idFilter, requestId: idFilter },
    item: credential,
    read: listAllCredentials,
    toItem: toCredential,
  }),
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
    run: async (ctx, { body }) => now(ctx, (await importCredential(ctx, body)).credentialId),
    locationOf: ({ id: made }) => `/credentials/${made}`,
  }),
  operation({
    method: 'get',
    path: '/credentials/{id}',
    tag: 'Credentials',
    operationId: 'getCredential',
    summary: 'Read a credential',
    scope: 'credentials:read',
    answer: credential,
    run: (ctx, { params }) => now(ctx, params.id ?? ''),
  }),
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
    run: async (ctx, { params, body }) => {
      const made = await regenerateCredential(ctx, { credentialId: params.id ?? '', grace: body.grace });
      return now(ctx, made.credentialId);
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
    run: async (ctx, { params, body }) => {
      const { reason } = body;
      await revokeCredential(ctx, { credentialId: params.id ?? '', ...(reason !== undefined && { reason }) });
      return now(ctx, params.id ?? '');
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
    run: async (ctx, { params }) => {
      await suspendCredential(ctx, { credentialId: params.id ?? '' });
      return now(ctx, params.id ?? '');
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/credentials/{id}/resume',
    operationId: 'resumeCredential',
    summary: 'Resume a key',
    body: z.strictObject({}),
    run: async (ctx, { params }) => {
      await resumeCredential(ctx, { credentialId: params.id ?? '' });
      return now(ctx, params.id ?? '');
    },
  }),
];
