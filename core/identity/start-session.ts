import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { sessions } from '@/db/schema';
import type { Context } from '../context';

/** A session ends after this long at the latest, however busy it is; an admin's after `ADMIN_SESSION_HOURS`. */
export const SESSION_MAX_DAYS = 30;
const ADMIN_SESSION_HOURS = 12;

/**
 * Makes the row that a browser's cookie will name. The caller has checked the password or the identity provider's word.
 */
export async function startSession(
  ctx: Context,
  tx: Transaction,
  input: { userId: string; kind: 'developer' | 'admin'; userAgent: string },
): Promise<string> {
  const id = newId();
  const lifetime =
    input.kind === 'admin'
      ? sql`make_interval(hours => ${ADMIN_SESSION_HOURS})`
      : sql`make_interval(days => ${SESSION_MAX_DAYS})`;
  await tx.insert(sessions).values({
    id,
    userId: input.userId,
    expiresAt: sql`now() + ${lifetime}`,
    ip: ctx.ip,
    userAgent: input.userAgent.slice(0, 200),
  });
  return id;
}
