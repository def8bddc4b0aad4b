import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import { invalid } from '../errors';
import type { Unit } from '../mutate';

/** Who takes over, as mails and notes call them. */
export type Heir = { id: string; name: string };

/**
 * Who takes over what somebody leaves in an organization: the colleague that was chosen, or else its oldest active
 * super admin; null where there is none. Held until the change commits, so that an heir cannot leave at the same
 * moment. Throws `invalid` for `toUserId` when the chosen one is no active colleague.
 */
export async function chooseHeir(
  unit: Unit,
  place: { organizationId: string; leaverId: string | null; chosenId?: string | undefined },
): Promise<Heir | null> {
  const { organizationId, leaverId, chosenId } = place;
  if (chosenId !== undefined && !isId(chosenId)) throw notAColleague();
  const [heir] = await unit.tx
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        leaverId === null ? undefined : ne(users.id, leaverId),
        chosenId === undefined ? eq(users.organizationRole, 'super_admin') : eq(users.id, chosenId),
      ),
    )
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1)
    .for('share');
  if (!heir && chosenId !== undefined) throw notAColleague();
  return heir ? { id: heir.id, name: `${heir.firstName} ${heir.lastName}` } : null;
}

function notAColleague() {
  return invalid('toUserId', 'Choose an active colleague of the same organization.');
}
