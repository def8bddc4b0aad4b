import { sql } from 'drizzle-orm';
import { inviteCodes, organizations } from '@/db/schema';

/** Whether people can register with a code now, and if not, why. */
export type InviteCodeState = 'usable' | 'inactive' | 'expired' | 'used_up' | 'organization_closed';

/**
 * The state of a code, by the database's clock; needs `organizations` joined. In the order in which an admin would mend
 * it.
 */
export const codeState = sql<InviteCodeState>`case
  when not ${inviteCodes.isActive} then 'inactive'
  when ${organizations.status} <> 'active' then 'organization_closed'
  when ${inviteCodes.expiresAt} <= now() then 'expired'
  when ${inviteCodes.used} >= ${inviteCodes.quota} then 'used_up'
  else 'usable' end`;
