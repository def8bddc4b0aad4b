import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';

/** A colleague who could own an app. */
export type TransferTarget = { id: string; name: string };

/**
 * To whom the actor may transfer this app: active colleagues, by name; nobody where they may not, and in the default
 * organization. Give the app as the actor sees it (`getApp`, `listOwnerlessApps`).
 */
export async function listTransferTargets(
  ctx: Context,
  app: { organization: { id: string }; owner: { id: string } | null },
): Promise<TransferTarget[]> {
  const { actor } = ctx;
  const resource = { organizationId: app.organization.id, ownerId: app.owner?.id ?? null };
  if (!isActiveDeveloper(actor) || !can(actor, 'app.transfer', resource)) return [];
  return ctx.db
    .select({ id: users.id, name: sql<string>`${users.firstName} || ' ' || ${users.lastName}` })
    .from(users)
    .where(
      and(
        eq(users.organizationId, actor.organization.id),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        app.owner ? ne(users.id, app.owner.id) : undefined,
      ),
    )
    .orderBy(asc(users.firstName), asc(users.lastName), asc(users.id));
}
