import { type SQL, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { UserState } from './user-states';

/** Nobody has proven the address, and there is nothing to log in with: an admin made the account. */
const isMadeByAdmin = sql`(${users.status} = 'unverified' and ${users.passwordHash} is null
  and ${users.oidcSubject} is null)`;

const hasInvitation = sql`exists (select 1 from invitations sent where sent.user_id = ${users.id}
  and sent.status = 'pending')`;

/** The state, in a query of `users` with at least one join. */
export const userState: SQL<UserState> = sql<UserState>`case
  when not ${isMadeByAdmin} then ${users.status}::text
  when ${hasInvitation} then 'invited' else 'uninvited' end`;
