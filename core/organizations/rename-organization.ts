import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockOrganization } from './lock-organization';
import { nameTaken } from './name-taken';
import { parseOrganizationName } from './parse-organization-name';

/**
 * Gives an organization another name; also the default one, which only admins may. The name that it has already changes
 * nothing. Throws `not_found`, `forbidden`, `invalid` for a `name` that is none or taken, `conflict` for one that is
 * closed or was rejected.
 */
export async function renameOrganization(ctx: Context, input: { organizationId: string; name: string }): Promise<void> {
  const renaming = mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    const { id, status } = organization;
    authorize(ctx.actor, 'organization.change', { organizationId: id });
    if (status === 'closed' || status === 'rejected')
      throw conflict(`${organization.name} is history: it keeps its name.`);
    const wish = parseOrganizationName(input.name);
    await unit.tx.update(organizations).set(wish).where(eq(organizations.id, id));
    const detail = { from: organization.name, to: wish.name };
    await unit.audit('organization.renamed', { kind: 'organization', id, organizationId: id }, detail);
  });
  await renaming.catch((error: unknown) => {
    throw nameTaken(error);
  });
}
