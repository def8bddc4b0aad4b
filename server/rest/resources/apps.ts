import { z } from '@hono/zod-openapi';
import { getApp } from '@/core/apps/get-app';
import { listAllApps } from '@/core/apps/list-all-apps';
import type { Context } from '@/core/context';
import { id, idFilter, instant, iso, named, search } from '../fields';
import { type Operation, operation, type Params } from '../operation';
import { list } from '../pages';

const counts = {
  activeKeys: z.number().int(),
  waitingKeys: z.number().int(),
  failedKeys: z.number().int(),
  pendingRequests: z.number().int(),
};

const line = z
  .object({
    id,
    name: z.string(),
    organization: named,
    ownerName: z.string().nullable(),
    ownerEmail: z.string().nullable(),
    createdAt: instant,
    deletedAt: instant.nullable(),
    ...counts,
  })
  .openapi('AppLine');

/** An app as it is told. */
export const app = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    visibility: z.enum(['personal', 'team', 'organization']),
    team: named.nullable(),
    owner: z.object({ id, name: z.string(), email: z.string() }).nullable(),
    organization: named,
    createdAt: instant,
    deletedAt: instant.nullable(),
    ...counts,
  })
  .openapi('App');

/** The app that the address names, as it is now. Throws `not_found`. */
export async function readApp(ctx: Context, { id: appId = '' }: Params): Promise<z.output<typeof app>> {
  const found = await getApp(ctx, { appId });
  const team = found.teamId === null ? null : { id: found.teamId, name: found.teamName ?? '' };
  return app.parse({ ...found, team, createdAt: iso(found.createdAt), deletedAt: iso(found.deletedAt) });
}

/** Apps: developers' programs, which hold requests and credentials. */
export const apps: readonly Operation[] = [
  list({
    path: '/apps',
    tag: 'Apps',
    operationId: 'listApps',
    summary: 'List apps',
    scope: 'apps:read',
    filters: {
      search,
      organizationId: idFilter,
      show: z
        .enum(['problems', 'deleted'])
        .optional()
        .openapi({ description: '`problems`: with a key that failed. Apps that exist unless told.' }),
    },
    item: line,
    read: listAllApps,
    toItem: (row) => ({
      ...row,
      organization: { id: row.organizationId, name: row.organizationName },
      createdAt: iso(row.createdAt),
      deletedAt: iso(row.deletedAt),
    }),
  }),
  operation({
    method: 'get',
    path: '/apps/{id}',
    tag: 'Apps',
    operationId: 'getApp',
    summary: 'Read an app',
    scope: 'apps:read',
    answer: app,
    run: (ctx, { params }) => readApp(ctx, params),
  }),
];
