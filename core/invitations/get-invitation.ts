import { eq, sql } from 'drizzle-orm';
import { invitations, organizations } from '@/db/schema';
import type { Context } from '../context';
import type { AdminActor, DeveloperActor, UserStatus } from '../identity/actor';
import { recallToken } from '../identity/tokens';
import { inviterStillMay } from './inviter-still-may';

/**
 * What the holder of the link can do: give what an account needs; log in as the invited person; answer, being logged
 * in; log out, being logged in as somebody else; leave an organization first; change a password first; ask a portal
 * admin.
 */
export type InvitationStep =
  | 'register'
  | 'log_in'
  | 'answer'
  | 'somebody_else'
  | 'member_elsewhere'
  | 'member_already'
  | 'account_elsewhere'
  | 'change_password'
  | 'deactivated'
  | 'portal_admin';

/** What the page of an invitation shows. `gone`: whatever the reason, it cannot be accepted any more. */
export type InvitationView =
  | { state: 'gone' }
  | { state: 'accepted'; organizationName: string }
  | {
      state: 'open';
      step: InvitationStep;
      email: string;
      firstName: string;
      lastName: string;
      role: 'super_admin' | 'team_member';
      organizationName: string;
      isDefault: boolean;
      inviterName: string | null;
      expiresAt: Date;
      /** For `member_elsewhere`. */
      homeName: string;
      /** Apps that come along. */
      apps: number;
    };

/**
 * What an invitation's link leads to, for whoever holds it. Changes nothing: whatever opens it first uses nothing up.
 */
export async function getInvitation(ctx: Context, input: { token: string }): Promise<InvitationView> {
  const link = await recallToken(ctx.db, { purpose: 'invitation', token: input.token });
  const row = link && (await read(ctx, link.subjectId));
  if (!link || !row) return { state: 'gone' };
  const { actor } = ctx;
  if (row.acceptedBy !== null && actor.kind === 'developer' && actor.userId === row.acceptedBy) {
    return { state: 'accepted', organizationName: row.organizationName };
  }
  const stands = link.isLive && row.status === 'pending' && !row.isExpired && row.organizationStatus === 'active';
  if (!stands || !(await inviterStillMay(ctx.db, row))) return { state: 'gone' };
  const { email, role, organizationName, isDefault, inviterName, expiresAt } = row;
  const step = stepFor(ctx, row);
  return {
    state: 'open',
    ...{ step, email, role, organizationName, isDefault, inviterName, expiresAt },
    firstName: row.firstName,
    lastName: row.lastName,
    homeName: step === 'member_elsewhere' ? (row.account?.homeName ?? '') : '',
    apps: step === 'answer' ? (row.account?.apps ?? 0) : 0,
  };
}

async function read(ctx: Context, invitationId: string) {
  const [row] = await ctx.db
    .select({
      email: invitations.email,
      firstName: invitations.firstName,
      lastName: invitations.lastName,
      role: invitations.role,
      status: invitations.status,
      userId: invitations.userId,
      acceptedBy: invitations.acceptedBy,
      invitedBy: invitations.invitedBy,
      expiresAt: invitations.expiresAt,
      isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      organizationId: organizations.id,
      organizationName: organizations.name,
      organizationStatus: organizations.status,
      isDefault: organizations.isDefault,
      inviterName: sql<string | null>`(select inviter.first_name || ' ' || inviter.last_name from users inviter
        where inviter.id = ${invitations.invitedBy})`,
      account,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(eq(invitations.id, invitationId));
  return row;
}

/** The account of the invited address, where there is one. */
type Account = {
  id: string;
  status: UserStatus;
  hasPassword: boolean;
  /** Null for a portal admin. */
  homeId: string | null;
  homeName: string | null;
  isHomeDefault: boolean | null;
  apps: number;
};

const account = sql<Account | null>`(select json_build_object('id', person.id, 'status', person.status,
    'hasPassword', person.password_hash is not null, 'homeId', home.id, 'homeName', home.name,
    'isHomeDefault', home.is_default,
    'apps', (select count(*) from apps app where app.owner_id = person.id and app.deleted_at is null))
  from users person left join organizations home on home.id = person.organization_id
  where person.email = invitations.email and person.deleted_at is null)`;

type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

/** The verbs decide the same again, under lock. */
function stepFor({ actor }: Context, row: Row): InvitationStep {
  const { account } = row;
  if (actor.kind === 'developer' || actor.kind === 'admin') return stepOfPerson(actor, row);
  if (account === null) return 'register';
  if (account.homeId === null) return 'portal_admin';
  if (account.status === 'inactive') return 'deactivated';
  if (account.status !== 'unverified') return 'log_in';
  const isOwnPlace = account.isHomeDefault || account.homeId === row.organizationId;
  // A portal admin made the account and chose its organization.
  return row.userId === null && !account.hasPassword && !isOwnPlace ? 'account_elsewhere' : 'register';
}

function stepOfPerson(actor: DeveloperActor | AdminActor, row: Row): InvitationStep {
  const { account } = row;
  if (account?.id !== actor.userId) return 'somebody_else';
  if (account.homeId === null) return 'portal_admin';
  if (account.homeId === row.organizationId) return 'member_already';
  if (!account.isHomeDefault) return 'member_elsewhere';
  return actor.mustChangePassword ? 'change_password' : 'answer';
}
