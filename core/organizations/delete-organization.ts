import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { endOrganization } from './end-organization';
import { lockWithDefault } from './lock-with-default';

const REASON = 'The organization was closed by an admin of the portal.';

/**
 * Closes an organization at once, with a choice of what becomes of its apps and its people (`endOrganization`). Throws
 * `not_found` for everybody but portal admins, `forbidden`, `invalid` for apps that would follow people who are shut
 * out, `conflict` for the default organization, one that waits for a decision, and one that is closed.
 */
export async function deleteOrganization(
  ctx: Context,
  input: { organizationId: string; apps: 'end_keys' | 'follow_owners'; members: 'default' | 'deactivate' },
): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  const { apps, members } = input;
  await mutate(ctx, async (unit) => {
    const { organization, defaults } = await lockWithDefault(unit, input.organizationId);
    authorize(ctx.actor, 'organization.delete');
    const { id, name, status } = organization;
    if (organization.isDefault) throw conflict('The default organization cannot be deleted.');
    if (status === 'pending') throw conflict(`${name} waits for a decision. Reject it instead.`);
    if (status === 'closed') throw conflict(`${name} is closed already.`);
    if (apps === 'follow_owners' && members === 'deactivate') {
      throw invalid(
        'apps',
        'Apps cannot follow people who are deactivated. End their keys, or keep the people active.',
      );
    }
    const ended = await endOrganization(ctx, unit, { organization, defaults, apps, members, reason: REASON });
    const { credentialIds, ...counts } = ended;
    const detail = { name, apps, people: members, ...counts, keys: credentialIds.length };
    await unit.audit('organization.deleted', { kind: 'organization', id, organizationId: id }, detail);
  });
}
