import { type Actor, isActiveDeveloper } from '../identity/actor';
import type { Unit } from '../mutate';
import { tellAdmins } from '../notifications/tell-admins';

/** Orders the mail and the notification of a new request for every admin who may decide it. */
export async function tellDeciders(
  unit: Unit,
  request: { id: string; productNames: string; productIds: readonly string[]; actor: Actor },
): Promise<void> {
  const who = isActiveDeveloper(request.actor)
    ? `${request.actor.firstName} ${request.actor.lastName} of ${request.actor.organization.name}`
    : 'A developer';
  await tellAdmins(unit, {
    message: 'request-to-decide',
    subjectId: request.id,
    productIds: request.productIds,
    kind: 'access_request.submitted',
    title: `${who} asks for ${request.productNames}`,
    href: `/admin/requests/${request.id}`,
  });
}
