import { and, eq, notExists, sql } from 'drizzle-orm';
import { invitations, users } from '@/db/schema';
import type { Context } from '../context';
import { can } from '../policy';
import { visibleInvitations } from '../visibility';

/** How many are shown; an organization that waits for more people than that withdraws some. */
const SHOWN_MAX = 200;

/** What became of the newest mail of an invitation; `none` when the ledger has forgotten it. */
export type MailState = 'queued' | 'sent' | 'failed' | 'dropped' | 'none';

/** An invitation that waits for its answer. Its link is nowhere in it: nobody but the invited person ever has that. */
export type InvitationLine = {
  id: string;
  /** Empty when only the address was known. */
  name: string;
  email: string;
  role: 'super_admin' | 'team_member';
  teamNames: string;
  inviterName: string | null;
  sentAt: Date | null;
  expiresAt: Date;
  isExpired: boolean;
  mail: MailState;
};

/** What waits for an answer in the actor's own organization, newest first; empty for who may not invite. */
export async function listInvitations(ctx: Context): Promise<InvitationLine[]> {
  const { actor } = ctx;
  if (actor.kind !== 'developer') return [];
  const organizationId = actor.organization.id;
  if (!can(actor, 'member.invite', { organizationId })) return [];
  // Who joined by another way has nothing to answer any more.
  const isMember = ctx.db
    .select({ one: sql`1` })
    .from(users)
    .where(
      and(eq(users.organizationId, organizationId), eq(users.email, invitations.email), sql`status <> 'unverified'`),
    );
  const rows = await ctx.db
    .select(line)
    .from(invitations)
    .where(
      and(
        visibleInvitations(actor),
        eq(invitations.organizationId, organizationId),
        eq(invitations.status, 'pending'),
        notExists(isMember),
      ),
    )
    .orderBy(sql`coalesce(${invitations.sentAt}, ${invitations.createdAt}) desc`, invitations.id)
    .limit(SHOWN_MAX);
  return rows.map(({ mail, firstName, lastName, ...row }) => ({
    ...row,
    name: `${firstName} ${lastName}`.trim(),
    mail: mail ?? 'none',
  }));
}

const line = {
  id: invitations.id,
  firstName: invitations.firstName,
  lastName: invitations.lastName,
  email: invitations.email,
  role: invitations.role,
  sentAt: invitations.sentAt,
  expiresAt: invitations.expiresAt,
  isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
  teamNames: sql<string>`coalesce((select string_agg(team.name, ', ' order by lower(team.name)) from invitation_teams kept
    join teams team on team.id = kept.team_id where kept.invitation_id = invitations.id), '')`,
  inviterName: sql<string | null>`(select inviter.first_name || ' ' || inviter.last_name from users inviter
    where inviter.id = invitations.invited_by)`,
  // What the mail server said stays with the admins: it names machines of theirs.
  mail: sql<Exclude<MailState, 'none'> | null>`(select mail.state from mails mail
    where mail.subject_id = invitations.id and mail.message = 'invitation'
    order by mail.created_at desc, mail.id desc limit 1)`,
};
