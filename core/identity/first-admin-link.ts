import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { mintToken, peekToken } from './tokens';

const LINK_HOURS = 24;

/**
 * A link by which whoever reads the server's log makes the first admin; null once there is an admin. Good once, for a
 * day. Older links stay good as well: several processes start at once, and only one of their logs may be read.
 */
export async function firstAdminLink(ctx: Context): Promise<string | null> {
  if (await hasAdmin(ctx.db)) return null;
  const { portalInstance } = await readSettings(ctx.db);
  const token = await mintToken(ctx.db, { purpose: 'first_admin', subjectId: portalInstance, hours: LINK_HOURS });
  return `${ctx.portalUrl}/auth/first-admin?token=${token}`;
}

/** Whether anybody is a portal admin, in whatever state. */
export async function hasAdmin(db: Pick<Database | Transaction, 'select'>): Promise<boolean> {
  const admins = await db.select({ id: users.id }).from(users).where(eq(users.kind, 'admin')).limit(1);
  return admins.length > 0;
}

/** Whether a link for the first admin still works. Changes nothing. */
export async function isFirstAdminLinkAlive(ctx: Context, token: string): Promise<boolean> {
  const live = await peekToken(ctx.db, { purpose: 'first_admin', token });
  return live !== null && !(await hasAdmin(ctx.db));
}
