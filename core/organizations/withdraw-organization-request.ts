import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate } from '../mutate';
import { requirePending } from './require-pending';

const WITHDRAWN = 'Withdrawn by whoever asked.';

/**
 * Takes back one's own request for an organization while nobody has decided; its name is free again. Throws `not_found`
 * for everybody else's, `conflict` when somebody was faster.
 */
export async function withdrawOrganizationRequest(ctx: Context, input: { organizationId: string }): Promise<void> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || !isId(input.organizationId)) throw notFound();
  await mutate(ctx, async (unit) => {
    const [organization] = await unit.tx
      .select({ id: organizations.id, name: organizations.name, status: organizations.status })
      .from(organizations)
      .where(and(eq(organizations.id, input.organizationId), eq(organizations.requestedBy, actor.userId)))
      .for('update');
    if (!organization) throw notFound();
    requirePending(organization);
    const { id, name } = organization;
    await unit.tx
      .update(organizations)
      .set({ status: 'closed', nameKey: `closed:${id}`, decidedAt: sql`now()`, decisionReason: WITHDRAWN })
      .where(eq(organizations.id, id));
    await unit.audit('organization.request_withdrawn', { kind: 'organization', id, organizationId: id }, { name });
  });
}
