import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { users } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from './actor';

/**
 * Keeps a developer where the request found them until the transaction ends: somebody who was removed, moved, shut out
 * or deleted since the page was asked for gets nothing of the organization any more, and who removes them waits for
 * this change or comes before it. Call after holding the organization and before anything of it. Throws `not_found`.
 */
export async function holdMember(tx: Transaction, actor: Actor): Promise<void> {
  if (actor.kind !== 'developer') return;
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, actor.userId), eq(users.organizationId, actor.organization.id), eq(users.status, 'active')))
    .for('share');
  if (!member) throw notFound();
}
