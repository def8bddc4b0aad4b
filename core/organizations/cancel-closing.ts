import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockOrganization } from './lock-organization';
import { tellOrganization } from './tell-organization';

/**
 * Changes one's mind about closing an organization, until the moment comes: any of its super admins, or an admin of the
 * portal, for one whose super admins cannot log in. The job that waits finds nothing to do. Throws `not_found`,
 * `forbidden`, `conflict` when it is not being closed (any more).
 */
export async function cancelClosing(ctx: Context, input: { organizationId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { id, name, status, closesAt } = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.change', { organizationId: id });
    if (status === 'closed') throw conflict(`${name} is closed already.`);
    if (!closesAt) throw conflict(`${name} is not being closed.`);
    await unit.tx.update(organizations).set({ closesAt: null }).where(eq(organizations.id, id));
    const subject = { kind: 'organization', id, organizationId: id };
    await unit.audit('organization.closing_cancelled', subject, { wasFor: closesAt.toISOString() });
    const title = `${name} stays: the closing was cancelled`;
    await tellOrganization(unit, {
      organizationId: id,
      message: null,
      subjectId: id,
      note: { kind: 'organization.closing_cancelled', title, href: '/organization' },
    });
  });
}
