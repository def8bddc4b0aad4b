import { eq, type SQL, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { UserState } from './user-states';

/** Nobody has proven the address, and there is nothing to log in with: an admin made the account. */
const isMadeByAdmin = sql`(${users.status} = 'unverified' and ${users.passwordHash} is null
  and ${users.oidcSubject} is null)`;

const hasInvitation = sql`exists (select 1 from invitations sent where sent.user_id = ${users.id}
  and sent.status = 'pending')`;

/** The same for one state, said of the status itself, so that the list's index is asked and not each row. */
export function isInState(state: UserState): SQL {
  if (state === 'invited') return sql`(${isMadeByAdmin} and ${hasInvitation})`;
  if (state === 'uninvited') return sql`(${isMadeByAdmin} and not ${hasInvitation})`;
  if (state === 'unverified') return sql`(${users.status} = 'unverified' and not ${isMadeByAdmin})`;
  return eq(users.status, state);
}

/** The state, in a query of `users` with at least one join. */
export const userState: SQL<UserState> = sql<UserState>`case
  when not ${isMadeByAdmin} then ${users.status}::text
  when ${hasInvitation} then 'invited' else 'uninvited' end`;
