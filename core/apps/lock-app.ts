import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { apps } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { holdMember } from '../identity/hold-member';
import { visibleApps } from '../visibility';

/**
 * Loads an app that the actor may see and keeps it as it is until the transaction ends: `share` while something is
 * added to it, `update` to change or delete it. A deleted app is gone, for portal admins too. Throws `not_found`.
 */
export async function lockApp(
  tx: Transaction,
  actor: Actor,
  appId: string,
  strength: 'share' | 'update',
): Promise<typeof apps.$inferSelect> {
  await holdMember(tx, actor);
  const [app] = await tx
    .select()
    .from(apps)
    .where(and(eq(apps.id, appId), visibleApps(actor)))
    .for(strength);
  if (!app || app.deletedAt) throw notFound();
  return app;
}
