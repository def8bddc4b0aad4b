import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '@/core/context';
import { mintToken } from '@/core/identity/tokens';
import { acceptAsNewcomer } from '@/core/invitations/accept-as-newcomer';
import { acceptInvitation } from '@/core/invitations/accept-invitation';
import { declineInvitation } from '@/core/invitations/decline-invitation';
import { inviteMany } from '@/core/invitations/invite-many';
import { inviteTeammate } from '@/core/invitations/invite-teammate';
import { inviteUser } from '@/core/invitations/invite-user';
import { resendInvitation } from '@/core/invitations/resend-invitation';
import { withdrawInvitation } from '@/core/invitations/withdraw-invitation';
import { changeMember } from '@/core/members/change-member';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';
import { invite, newcomerFields } from '../invitations';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const readers: Role[] = ['arun', 'audrey'];
const everybodyElse: Role[] = ['tom', 'eve', 'mallory', 'olga', 'dan', 'penny', 'ursula', 'ivan'];
const wish = ({ acme }: World) => ({ organizationId: acme.id, role: 'team_member' as const, teamIds: [] });
const nina = { email: 'nina@newcomer.test', firstName: 'Nina', lastName: 'Newcomer' };
const deadLink = { token: 'a'.repeat(43) };

/** Colleagues see the organization; its invitations only its super admin does. */
const invites = expecting('not_found', { ok: ['ada', ...runners], forbidden: ['tom', ...readers] });
const seesInvitations = expecting('not_found', { ok: ['ada', ...runners], forbidden: readers });

/** An invitation of Dora into Acme, and its link. */
async function invited(db: Database, world: World): Promise<{ invitationId: string; token: string }> {
  const { invitationId } = await invite(db, world, { email: world.dora.email });
  const token = await mintToken(db, { purpose: 'invitation', subjectId: invitationId, hours: 1 });
  return { invitationId, token };
}

/** Ursula's account as an admin makes one: in Acme, without a password. */
async function madeByAdmin(db: Database, { acme, ursula }: World): Promise<{ userId: string }> {
  await db.execute(sql`delete from team_members where user_id = ${ursula.userId}`);
  const changed = await db
    .update(users)
    .set({ organizationId: acme.id, passwordHash: null })
    .where(and(eq(users.id, ursula.userId), eq(users.status, 'unverified')))
    .returning({ id: users.id });
  if (changed.length === 0) throw new Error('Ursula has verified her address');
  return { userId: ursula.userId };
}

/** Invitations, their answers, and what super admins change of members. */
export const invitations: Row[] = [
  row({
    verb: 'inviteTeammate',
    stage: nothing,
    act: (ctx, _stage, world) => inviteTeammate(ctx, { ...wish(world), ...nina }),
    expected: invites,
  }),
  row({
    verb: 'inviteMany',
    stage: nothing,
    act: (ctx, _stage, world) => inviteMany(ctx, { ...wish(world), lines: nina.email }),
    expected: invites,
  }),
  row({
    verb: 'inviteUser',
    stage: madeByAdmin,
    act: inviteUser,
    // Colleagues see each other; Ursula sees that she exists.
    expected: expecting('not_found', { ok: runners, forbidden: ['ada', 'tom', 'ursula', ...readers] }),
  }),
  row({ verb: 'resendInvitation', stage: invited, act: resendInvitation, expected: seesInvitations }),
  row({ verb: 'withdrawInvitation', stage: invited, act: withdrawInvitation, expected: seesInvitations }),
  row({
    verb: 'acceptInvitation',
    stage: invited,
    act: acceptInvitation,
    expected: expecting('forbidden', { ok: ['dora'], unauthenticated: ['nobody'] }),
  }),
  row({
    verb: 'declineInvitation',
    stage: invited,
    act: declineInvitation,
    // Who is not logged in brings the link, which only the invited address has.
    expected: expecting('ok', { forbidden: ['ada', ...everybodyElse, ...runners, ...readers] }),
  }),
  {
    verb: 'acceptAsNewcomer',
    bearer: 'a mailed link',
    act: (ctx: Context) => acceptAsNewcomer(ctx, { ...newcomerFields, ...deadLink }),
    answer: 'conflict',
  },
  row({
    verb: 'changeMember',
    stage: nothing,
    act: (ctx, _stage, { tom }) =>
      changeMember(ctx, { userId: tom.userId, firstName: 'Tim', lastName: 'Test', role: 'super_admin', teamIds: [] }),
    expected: expecting('not_found', { ok: ['ada', ...runners], forbidden: ['tom', ...readers] }),
  }),
];
