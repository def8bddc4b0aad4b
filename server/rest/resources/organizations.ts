import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getOrganization } from '@/core/organizations/get-organization';
import { listOrganizations } from '@/core/organizations/list-organizations';
import { id, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const status = z.enum(['pending', 'active', 'rejected', 'suspended', 'closed']);

const line = z
  .object({
    id,
    name: z.string(),
    status,
    isDefault: z.boolean().openapi({ description: 'Where developers without an organization of their own are.' }),
    purpose: z.string(),
    createdAt: instant,
    members: z.number().int(),
    teams: z.number().int(),
    liveKeys: z.number().int(),
  })
  .openapi('OrganizationLine');

/** An organization as it is answered. */
export const organization = line
  .omit({ teams: true })
  .extend({
    decidedAt: instant.nullable(),
    decisionReason: z.string(),
    closesAt: instant.nullable(),
    hidesAddresses: z.boolean().openapi({ description: 'Whether teammates see each other’s names only.' }),
    apps: z.number().int(),
    pendingRequests: z.number().int(),
    teams: z.array(named.extend({ isDefault: z.boolean(), members: z.number().int() })),
    domains: z.array(z.string()),
    contacts: z.array(z.object({ kind: z.string(), name: z.string(), email: z.string() })),
  })
  .openapi('Organization');

/** An organization as its GET answers it. */
export async function readOrganization(
  ctx: Context,
  { id: organizationId = '' }: Params,
): Promise<z.output<typeof organization>> {
  const found = await getOrganization(ctx, organizationId);
  return organization.parse({
    ...found,
    teams: found.teamList,
    createdAt: iso(found.createdAt),
    decidedAt: iso(found.decidedAt),
    closesAt: iso(found.closesAt),
  });
}

/** Organizations, which hold teams and developers. */
export const organizations: readonly Operation[] = [
  list({
    path: '/organizations',
    tag: 'Organizations',
    operationId: 'listOrganizations',
    summary: 'List organizations',
    about: 'The newest first.',
    scope: 'organizations:read',
    filters: { search, status: status.optional() },
    item: line,
    read: (ctx, filters, page) => listOrganizations(ctx, { ...filters, sort: 'newest' }, page),
    toItem: (row) => ({ ...row, createdAt: iso(row.createdAt) }),
  }),
  operation({
    method: 'get',
    path: '/organizations/{id}',
    tag: 'Organizations',
    operationId: 'getOrganization',
    summary: 'Read an organization',
    scope: 'organizations:read',
    answer: organization,
    run: (ctx, { params }) => readOrganization(ctx, params),
  }),
];
