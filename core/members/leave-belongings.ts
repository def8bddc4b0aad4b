import { and, eq, sql } from 'drizzle-orm';
import { cartItems } from '@/db/schema';
import { handOverRequests } from '../access-requests/hand-over-requests';
import { handOverApps } from '../apps/hand-over-apps';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import type { Heir } from './choose-heir';
import { handOverInvitations } from './hand-over-invitations';

type Leaver = { id: string; name: string; organizationId: string };
type Leave = {
  leaver: Leaver;
  heir: Heir | null;
  /** Apps of theirs that stay in the organization. */
  appIds: readonly string[];
  invitations: 'keep' | 'withdraw';
};

/**
 * What somebody leaves behind in an organization: apps, what they asked for in it, invitations; all of it goes to the
 * heir, and nothing is left without somebody. Out of the cart goes what was offered to some only. Inside the caller's
 * change. Throws `conflict` when there are apps and nobody to take them.
 */
export async function leaveBelongings(unit: Unit, { leaver, heir, appIds, invitations }: Leave): Promise<void> {
  const { id: fromUserId, organizationId } = leaver;
  if (appIds.length > 0 && !heir) {
    throw conflict(`Nobody can take over the apps of ${leaver.name}. Name a super admin first, or end the apps.`);
  }
  if (heir) await handOverApps(unit, { appIds, from: leaver, toUserId: heir.id });
  const toUserId = heir?.id ?? null;
  await handOverRequests(unit, { organizationId, fromUserId, toUserId });
  await handOverInvitations(unit, { organizationId, fromUserId, toUserId, choice: invitations });
  await unit.tx
    .delete(cartItems)
    .where(
      and(
        eq(cartItems.userId, fromUserId),
        sql`${cartItems.catalogId} in (select id from catalogs where visibility = 'private')`,
      ),
    );
}
