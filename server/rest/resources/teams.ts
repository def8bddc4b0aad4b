import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { getTeam } from '@/core/teams/get-team';
import { listAllTeams } from '@/core/teams/list-all-teams';
import { id, idFilter, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const shared = {
  id,
  name: z.string(),
  isDefault: z.boolean(),
  organization: named.extend({ isDefault: z.boolean() }),
  memberCount: z.number().int(),
};

const line = z.object({ ...shared, sharedApps: z.number().int(), createdAt: instant }).openapi('TeamLine');

/** A team as it is answered. */
export const team = z
  .object({
    ...shared,
    members: z
      .array(z.object({ id, name: z.string(), email: z.string().nullable(), isActive: z.boolean() }))
      .openapi({ description: 'The first two hundred; `GET /developers?teamId=` has them all.' }),
  })
  .openapi('Team');

/** A team as its GET answers it. */
export async function readTeam(ctx: Context, { id: teamId = '' }: Params): Promise<z.output<typeof team>> {
  const found = await getTeam(ctx, { teamId });
  return team.parse({ ...found, members: found.people.filter(({ isMember }) => isMember) });
}

/** Teams inside organizations. */
export const teams: readonly Operation[] = [
  list({
    path: '/teams',
    tag: 'Teams',
    operationId: 'listTeams',
    summary: 'List teams',
    about: 'Of every living organization, the newest first.',
    scope: 'teams:read',
    filters: { search, organizationId: idFilter },
    item: line,
    read: (ctx, { search: words, organizationId = null }, page) =>
      listAllTeams(ctx, { ...page, organizationId, ...(words !== undefined && { search: words }) }),
    toItem: (row) => ({ ...row, createdAt: iso(row.createdAt) }),
  }),
  operation({
    method: 'get',
    path: '/teams/{id}',
    tag: 'Teams',
    operationId: 'getTeam',
    summary: 'Read a team',
    scope: 'teams:read',
    answer: team,
    run: (ctx, { params }) => readTeam(ctx, params),
  }),
];
