import { desc, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { inviteCodeRedemptions, inviteCodes, organizations, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { UserStatus } from '../identity/actor';
import { can } from '../policy';
import { codeState, type InviteCodeState } from './code-state';
import { codeSeal } from './code-word';
import { lastDayOf } from './terms';

/** How many of those who used a code are shown. */
const USERS_MAX = 500;

/** An invite code with what became of it. */
export type InviteCodeDetail = {
  id: string;
  /** Null for admins who only read. */
  code: string | null;
  /** Where the code leads: the registration with the code filled in. */
  link: string | null;
  teamId: string;
  teamName: string;
  organization: { id: string; name: string };
  quota: number;
  used: number;
  expiresAt: Date | null;
  /** The last day (UTC) on which it works, for the form. */
  lastDay: string | null;
  isActive: boolean;
  state: InviteCodeState;
  note: string;
  createdAt: Date;
  createdByName: string | null;
  usedBy: { userId: string; name: string; email: string; status: UserStatus; at: Date; givenBackAt: Date | null }[];
};

/** One invite code and who used it, newest first. Throws `not_found` for everybody but portal admins. */
export async function getInviteCode(ctx: Context, inviteCodeId: string): Promise<InviteCodeDetail> {
  if (!can(ctx.actor, 'inviteCode.list') || !isId(inviteCodeId)) throw notFound();
  const [row] = await ctx.db
    .select({
      code: inviteCodes,
      teamName: teams.name,
      organization: { id: organizations.id, name: organizations.name },
      state: codeState,
      maker: { firstName: users.firstName, lastName: users.lastName },
    })
    .from(inviteCodes)
    .innerJoin(teams, eq(teams.id, inviteCodes.teamId))
    .innerJoin(organizations, eq(organizations.id, inviteCodes.organizationId))
    .leftJoin(users, eq(users.id, inviteCodes.createdBy))
    .where(eq(inviteCodes.id, inviteCodeId));
  if (!row) throw notFound();
  const { id, teamId, quota, used, expiresAt, isActive, note, createdAt, codeSealed } = row.code;
  const code = can(ctx.actor, 'inviteCode.manage') ? ctx.secrets.open(codeSealed, codeSeal(id)) : null;
  return {
    ...{ id, code, teamId, quota, used, expiresAt, isActive, note, createdAt },
    link: code && `${ctx.portalUrl}/auth/register?code=${encodeURIComponent(code)}`,
    teamName: row.teamName,
    organization: row.organization,
    lastDay: lastDayOf(expiresAt),
    state: row.state,
    createdByName: row.maker && `${row.maker.firstName} ${row.maker.lastName}`,
    usedBy: await readUsers(ctx, id),
  };
}

async function readUsers(ctx: Context, inviteCodeId: string): Promise<InviteCodeDetail['usedBy']> {
  const rows = await ctx.db
    .select({
      userId: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      at: inviteCodeRedemptions.createdAt,
      givenBackAt: inviteCodeRedemptions.givenBackAt,
    })
    .from(inviteCodeRedemptions)
    .innerJoin(users, eq(users.id, inviteCodeRedemptions.userId))
    .where(eq(inviteCodeRedemptions.inviteCodeId, inviteCodeId))
    .orderBy(desc(inviteCodeRedemptions.createdAt))
    .limit(USERS_MAX);
  return rows.map(({ firstName, lastName, ...row }) => ({ ...row, name: `${firstName} ${lastName}` }));
}
