import type { Unit } from '../mutate';
import { tellAdmins } from '../notifications/tell-admins';

/** Orders the mail and the notification of a request that waits for them, for every admin who may decide it. */
export async function tellDeciders(
  unit: Unit,
  request: {
    id: string;
    productNames: string;
    productIds: readonly string[];
    /** Who asks, as the line under the bell begins. */
    who: string;
  },
): Promise<void> {
  await tellAdmins(unit, {
    message: 'request-to-decide',
    subjectId: request.id,
    productIds: request.productIds,
    kind: 'access_request.submitted',
    title: `${request.who} asks for ${request.productNames}`,
    href: `/admin/requests/${request.id}`,
  });
}
