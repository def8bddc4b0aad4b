import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { kickSync } from '@/core/credentials/kick-sync';
import { type CredentialLine, listAllCredentials } from '@/core/credentials/list-all-credentials';
import { notFound } from '@/core/errors';
import { id, instant, iso, named } from '../fields';
import type { Params, Parts } from '../operation';

/** Where a credential can be (docs/glossary.md). */
export const status = z.enum(['awaiting_claim', 'provisioning', 'active', 'revoking', 'revoked', 'failed']);

/** A credential as it is told. */
export const credential = z
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

/** A row of the list as it is told. */
export function toCredential(row: CredentialLine): Shown {
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

/** The credential that the address names, as it is now. Throws `not_found`. */
export async function readCredential(ctx: Context, { id: credentialId = '' }: Params): Promise<Shown> {
  const [row] = (await listAllCredentials(ctx, { id: credentialId })).rows;
  if (!row) throw notFound();
  return credential.parse(toCredential(row));
}

/** The gateway is told at once; the job that was ordered with the change makes sure of it. */
export async function tellGateway(
  ctx: Context,
  { gateways }: Parts,
  answer: { id: string } | null,
  params: Params,
): Promise<void> {
  await kickSync(ctx, gateways, { credentialId: answer?.id ?? params.id ?? '' });
}
