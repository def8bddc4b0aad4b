import { asActor, type Context } from '@/core/context';
import { inviteTeammate } from '@/core/invitations/invite-teammate';
import { addOrganizationDomain } from '@/core/organizations/add-organization-domain';
import { type Cast, named } from './cast';
import type { Place } from './insert-organizations';

/** Acme has a domain of its own, and Ada waits for the answer to an invitation. */
export async function insertMemberships(ctx: Context, places: Map<string, Place>, cast: Cast): Promise<void> {
  const organizationId = named(places, 'acme').id;
  await addOrganizationDomain(asActor(ctx, cast.admin('marta')), { organizationId, domain: 'acme.test' });
  await inviteTeammate(asActor(ctx, cast.developer('ada')), {
    organizationId,
    email: 'sami@acme.test',
    firstName: 'Sami',
    lastName: 'Laine',
    role: 'team_member',
    teamIds: [],
  });
}
