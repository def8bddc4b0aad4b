import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { insertOrganization } from './insert-organization';
import { nameTaken } from './name-taken';
import { parseOrganizationName } from './parse-organization-name';

/**
 * Makes an organization by hand, with its default team. Nobody is in it yet: an admin adds or moves its people. Throws
 * `forbidden`, `invalid` for a `name` that is none or taken.
 */
export async function createOrganization(ctx: Context, input: { name: string }): Promise<{ organizationId: string }> {
  authorize(ctx.actor, 'organization.create');
  const wish = parseOrganizationName(input.name);
  const making = mutate(ctx, async (unit) => {
    const { organizationId } = await insertOrganization(unit, { ...wish, status: 'active' });
    const subject = { kind: 'organization', id: organizationId, organizationId };
    await unit.audit('organization.created', subject, { name: wish.name });
    return { organizationId };
  });
  return making.catch((error: unknown) => {
    throw nameTaken(error);
  });
}
