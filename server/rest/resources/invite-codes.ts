import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getInviteCode } from '@/core/invite-codes/get-invite-code';
import { listInviteCodes } from '@/core/invite-codes/list-invite-codes';
import { id, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const state = z.enum(['usable', 'inactive', 'expired', 'used_up', 'organization_closed']);

const shared = {
  id,
  code: z
    .string()
    .nullable()
    .openapi({ description: 'The code itself; null for a token that only reads, because it lets in somebody.' }),
  state,
  quota: z.number().int().openapi({ description: 'How many people it lets in.' }),
  used: z.number().int(),
  expiresAt: instant.nullable(),
  note: z.string(),
  createdAt: instant,
  team: named,
  organization: named,
};

const line = z.object(shared).openapi('InviteCodeLine');

/** An invite code as it is answered. */
export const inviteCode = z
  .object({
    ...shared,
    link: z.string().nullable().openapi({ description: 'The registration with the code filled in.' }),
    lastDay: z.string().nullable().openapi({ description: 'The last day on which it works, in UTC: `2027-01-31`.' }),
    isActive: z.boolean(),
    createdByName: z.string().nullable(),
    usedBy: z
      .array(
        z.object({
          id,
          name: z.string(),
          email: z.string(),
          status: z.string(),
          at: instant,
          givenBackAt: instant.nullable(),
        }),
      )
      .openapi({ description: 'The newest five hundred developers who registered with it.' }),
  })
  .openapi('InviteCode');

/** An invite code as its GET answers it. */
export async function readInviteCode(
  ctx: Context,
  { id: inviteCodeId = '' }: Params,
): Promise<z.output<typeof inviteCode>> {
  const found = await getInviteCode(ctx, inviteCodeId);
  return inviteCode.parse({
    ...found,
    team: { id: found.teamId, name: found.teamName },
    expiresAt: iso(found.expiresAt),
    createdAt: iso(found.createdAt),
    usedBy: found.usedBy.map(({ userId, ...who }) => ({
      ...who,
      id: userId,
      at: iso(who.at),
      givenBackAt: iso(who.givenBackAt),
    })),
  });
}

/** Invite codes, with which people register into a team. */
export const inviteCodes: readonly Operation[] = [
  list({
    path: '/invite-codes',
    tag: 'Invite codes',
    operationId: 'listInviteCodes',
    summary: 'List invite codes',
    about: 'The newest first. A search finds notes, teams and organizations, and a code when the whole of it is given.',
    scope: 'invite-codes:read',
    filters: { search, state: state.optional() },
    item: line,
    read: listInviteCodes,
    toItem: (row) => ({
      ...row,
      team: { id: row.teamId, name: row.teamName },
      organization: { id: row.organizationId, name: row.organizationName },
      expiresAt: iso(row.expiresAt),
      createdAt: iso(row.createdAt),
    }),
  }),
  operation({
    method: 'get',
    path: '/invite-codes/{id}',
    tag: 'Invite codes',
    operationId: 'getInviteCode',
    summary: 'Read an invite code',
    scope: 'invite-codes:read',
    answer: inviteCode,
    run: (ctx, { params }) => readInviteCode(ctx, params),
  }),
];
