import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { organizations, users } from '@/db/schema';
import { forbidden } from '../errors';
import type { DeveloperActor } from '../identity/actor';

/**
 * Lets the requests of one organization be submitted one after the other, because its plans count them all; in the
 * default organization those of one person. Throws `forbidden` when the person or the organization stopped being active
 * since the page was asked for, or the person has moved.
 */
export async function lockAsker(tx: Transaction, actor: DeveloperActor): Promise<void> {
  const shared = !actor.organization.isDefault;
  // NO KEY: rows that refer to the organization may still be written meanwhile.
  const [organization] = shared
    ? await tx
        .select({ status: organizations.status })
        .from(organizations)
        .where(eq(organizations.id, actor.organization.id))
        .for('no key update')
    : [{ status: 'active' as const }];
  const [person] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, actor.userId), eq(users.status, 'active'), eq(users.organizationId, actor.organization.id)))
    .for(shared ? 'share' : 'no key update');
  if (organization?.status !== 'active' || !person) throw forbidden();
}
