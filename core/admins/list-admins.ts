import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { AdminRole, UserStatus } from '../identity/actor';
import { can } from '../policy';

/** More admins than any portal has; a bound, not a page. */
const ADMINS_MAX = 500;

/** A portal admin, or somebody invited to be one, as the list shows them. */
export type AdminLine = {
  id: string;
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  role: AdminRole;
  status: UserStatus;
  version: number;
  /** Whether they have chosen a password or sign in elsewhere. */
  hasJoined: boolean;
  hasSecondFactor: boolean;
  /** The products whose requests they decide; empty: all. */
  products: { id: string; name: string }[];
  lastSeenAt: Date | null;
  createdAt: Date;
};

/** By the rule of `core/second-factors/take-code.ts`: a confirmed authenticator; a passkey alone is none. */
const hasSecondFactor = sql<boolean>`exists (select 1 from totp_factors factor
  where factor.user_id = users.id and factor.confirmed_at is not null)`;
const decided = sql<AdminLine['products']>`(select coalesce(json_agg(json_build_object(
    'id', product.id, 'name', product.display_name) order by product.display_name), '[]')
  from approver_products chosen join products product on product.id = chosen.product_id
  where chosen.user_id = users.id)`;

/** The portal's admins, owners first. Throws `not_found` for everybody else. */
export async function listAdmins(ctx: Context): Promise<AdminLine[]> {
  if (!can(ctx.actor, 'admin.list')) throw notFound();
  const rows = await ctx.db
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      role: users.adminRole,
      status: users.status,
      version: users.version,
      hasJoined: sql<boolean>`(users.password_hash is not null or users.oidc_subject is not null)`,
      hasSecondFactor,
      products: decided,
      lastSeenAt: users.lastSeenAt,
      createdAt: users.createdAt,
    })
    .from(users)
    .where(and(eq(users.kind, 'admin'), isNull(users.deletedAt)))
    .orderBy(asc(users.adminRole), asc(users.lastName), asc(users.firstName))
    .limit(ADMINS_MAX);
  return rows.flatMap(({ role, ...row }) => (role ? [{ ...row, role, name: `${row.firstName} ${row.lastName}` }] : []));
}
