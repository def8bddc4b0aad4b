import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { mutate } from '../mutate';
import { endOrganization } from './end-organization';
import { lockWithDefault } from './lock-with-default';
import { CLOSING_REASON } from './request-closing';

/**
 * What the job `organization.close` does: closes the organization if the moment that its row names has come. Cancelled,
 * put off, closed already, run late or twice: nothing happens, or it happened once. Only the system may.
 */
export async function closeOrganizationWhenDue(
  ctx: Context,
  input: { organizationId: string },
): Promise<{ outcome: 'closed' | 'nothing to do' }> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const { organizationId } = input;
  const isDue = and(
    eq(organizations.id, organizationId),
    inArray(organizations.status, ['active', 'suspended']),
    // The database's clock decides. A row without a moment is not due.
    lte(organizations.closesAt, sql`now()`),
  );
  // Thrown to roll back without a trace: a change that changes nothing has nothing to explain.
  const nothingToDo = conflict('Nothing to do.');
  try {
    await mutate(ctx, async (unit) => {
      const { organization, defaults } = await lockWithDefault(unit, organizationId);
      // Asked under the lock: whoever cancelled before us has committed.
      const due = await unit.tx.select({ id: organizations.id }).from(organizations).where(isDue);
      if (due.length === 0) throw nothingToDo;
      const { id, name } = organization;
      const ending = { organization, defaults, apps: 'end_keys', members: 'default', reason: CLOSING_REASON } as const;
      const { credentialIds, ...counts } = await endOrganization(ctx, unit, ending);
      const detail = { name, ...counts, keys: credentialIds.length };
      await unit.audit('organization.closed', { kind: 'organization', id, organizationId: id }, detail);
    });
    return { outcome: 'closed' };
  } catch (error) {
    if (error === nothingToDo) return { outcome: 'nothing to do' };
    throw error;
  }
}
