import { asActor, type Context } from '../context';
import { conflict, type DomainError, forbidden, unauthenticated } from '../errors';
import type { Actor, DeveloperActor } from '../identity/actor';
import { refuseDeadLink } from '../identity/dead-link';
import { mutate } from '../mutate';
import { type Claimed, claimInvitation } from './claim-invitation';
import { joinByInvitation } from './join-by-invitation';

/**
 * Somebody of the default organization who is logged in joins the organization that invites them, with their apps. Who
 * still waited for an admin is active with it: the organization vouches for them. Throws `unauthenticated`; `forbidden`
 * for whom the invitation is not for; `conflict` for a link that is dead and for a member of an organization;
 * `too_many`.
 */
export async function acceptInvitation(ctx: Context, input: { token: string }): Promise<{ organizationName: string }> {
  const actor = readActor(ctx.actor);
  const { subjectId } = await refuseDeadLink(ctx, { purpose: 'invitation', token: input.token });
  return mutate(asActor(ctx, actor), async (unit) => {
    const claimed = await claimInvitation(unit, { invitationId: subjectId, token: input.token });
    const { invitation, organization, home } = claimed;
    const user = refuseOthers(claimed, actor);
    await joinByInvitation(unit, { invitation, organization, home, user });
    return { organizationName: organization.name };
  });
}

function readActor(actor: Actor): DeveloperActor {
  if (actor.kind === 'anonymous' || actor.kind === 'system') throw unauthenticated();
  if (actor.kind === 'admin')
    throw forbidden('You are logged in as a portal admin, who is a member of no organization.');
  if (actor.mustChangePassword) throw forbidden('Change your password first, then open the link again.');
  return actor;
}

function refuseOthers({ invitation, organization, account, home }: Claimed, actor: DeveloperActor) {
  const isForThem = account?.id === actor.userId && account.email === invitation.email;
  if (!account || !isForThem) throw notForYou(invitation.email, actor.email);
  if (account.status === 'inactive') throw forbidden('This account is deactivated. Ask whoever runs this portal.');
  if (account.status === 'unverified') throw forbidden('Verify your address first, by the link in our mail.');
  if (account.organizationId === organization.id) throw conflict(`You are a member of ${organization.name} already.`);
  if (!home?.isDefault) throw memberElsewhere(home?.name ?? 'another organization');
  return { id: account.id, name: `${account.firstName} ${account.lastName}` };
}

/** Whoever holds the link has read the mail: its address is no news to them. */
export function notForYou(invited: string, own: string): DomainError {
  return forbidden(
    `This invitation is for ${invited}, and you are logged in as ${own}. Log out, then open the link again.`,
  );
}

/** One person, one organization. */
export function memberElsewhere(organizationName: string): DomainError {
  return conflict(
    `You are a member of ${organizationName}, and a person belongs to one organization. Leave it first, then open the link again.`,
  );
}
