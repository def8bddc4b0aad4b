import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getUser } from '@/core/members/get-user';
import { listUsers } from '@/core/members/list-users';
import { userStates } from '@/core/members/user-states';
import { id, idFilter, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

/** A developer's role in their organization. */
export const role = z.enum(['super_admin', 'team_member']);
const state = z
  .enum(userStates)
  .openapi({ description: '`invited`, `uninvited`: made by an admin and without a password yet.' });

const line = z
  .object({
    id,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    state,
    organization: named,
    role,
    isVerified: z.boolean(),
    createdAt: instant,
    lastSeenAt: instant.nullable(),
  })
  .openapi('DeveloperLine');

/** A developer as it is answered. */
export const developer = line
  .omit({ isVerified: true })
  .extend({
    version: z.number().int(),
    teams: z.array(named.extend({ isDefault: z.boolean() })),
    verifiedAt: instant.nullable(),
    invitation: z
      .object({ id, sentAt: instant.nullable(), expiresAt: instant, isExpired: z.boolean() })
      .nullable()
      .openapi({ description: 'The one that waits for an answer.' }),
    fields: z.record(z.string(), z.string()).openapi({ description: 'The sign-up fields.' }),
  })
  .openapi('Developer');

/** A developer as its GET answers it. */
export async function readDeveloper(ctx: Context, { id: userId = '' }: Params): Promise<z.output<typeof developer>> {
  const found = await getUser(ctx, userId);
  return developer.parse({
    ...found,
    fields: found.signUpValues,
    invitation: found.invitation && {
      ...found.invitation,
      sentAt: iso(found.invitation.sentAt),
      expiresAt: iso(found.invitation.expiresAt),
    },
    createdAt: iso(found.registeredAt),
    verifiedAt: iso(found.verifiedAt),
    lastSeenAt: iso(found.lastSeenAt),
  });
}

/** Developers, who use the live portal. */
export const developers: readonly Operation[] = [
  list({
    path: '/developers',
    tag: 'Developers',
    operationId: 'listDevelopers',
    summary: 'List developers',
    about: 'The newest first.',
    scope: 'developers:read',
    filters: { search, state: state.optional(), organizationId: idFilter, teamId: idFilter, role: role.optional() },
    item: line,
    read: (ctx, filters, page) => listUsers(ctx, filters, { by: 'registered', direction: 'desc' }, page),
    toItem: (row) => ({
      ...row,
      organization: { id: row.organizationId, name: row.organizationName },
      createdAt: iso(row.registeredAt),
      lastSeenAt: iso(row.lastSeenAt),
    }),
  }),
  operation({
    method: 'get',
    path: '/developers/{id}',
    tag: 'Developers',
    operationId: 'getDeveloper',
    summary: 'Read a developer',
    scope: 'developers:read',
    answer: developer,
    run: (ctx, { params }) => readDeveloper(ctx, params),
  }),
];
