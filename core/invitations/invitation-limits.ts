import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import type { Limit } from '../identity/throttle';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * The portal is no mail cannon: one person sends a hundred invitations an hour, one organization two hundred a day, and
 * one address gets five a day from one organization and ten from all of them. The counters know no address, only its
 * digest.
 */
export function invitationLimits(ctx: Context, invited: { organizationId: string; email: string }): Limit[] {
  const { organizationId } = invited;
  const address = ctx.secrets.digest('throttle', invited.email).toString('base64url');
  return [
    { bucket: `invite:by:${userIdOf(ctx.actor) ?? 'system'}`, attempts: 100, seconds: HOUR },
    { bucket: `invite:organization:${organizationId}`, attempts: 200, seconds: DAY },
    { bucket: `invite:${organizationId}:${address}`, attempts: 5, seconds: DAY },
    { bucket: `invite:address:${address}`, attempts: 10, seconds: DAY },
  ];
}
