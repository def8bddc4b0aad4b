import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '@/core/identity/actor';
import { inviteTeammate, type TeammateWish } from '@/core/invitations/invite-teammate';
import { sendMail } from '@/core/notifications/send-mail';
import type { Database } from '@/db/client';
import { mails } from '@/db/schema';
import { createMessageRenderer } from '@/emails/renderer';
import { contextFor } from './harness';
import type { World } from './world';

/** What a new person types who accepts an invitation. */
export const newcomerFields = {
  firstName: 'Nina',
  lastName: 'Newcomer',
  password: 'correct horse battery',
  signUp: {},
  acceptsTerms: true,
  userAgent: 'Firefox',
};

/** Ada (or whoever stands in for her) invites Nina into Acme. */
export function invite(
  db: Database,
  world: Pick<World, 'acme'> & { ada: Actor },
  wish: Partial<TeammateWish> = {},
): Promise<{ invitationId: string }> {
  return inviteTeammate(contextFor(db, world.ada), {
    organizationId: world.acme.id,
    email: 'nina@newcomer.test',
    firstName: 'Nina',
    lastName: 'Newcomer',
    role: 'team_member',
    teamIds: [],
    ...wish,
  });
}

/**
 * Sends the newest mail of an invitation as the worker does, and answers its link's token. Throws when it was dropped.
 */
export async function linkOf(db: Database, invitationId: string): Promise<{ token: string; text: string }> {
  const [mail] = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.subjectId, invitationId), eq(mails.message, 'invitation'), eq(mails.state, 'queued')))
    .orderBy(desc(mails.id))
    .limit(1);
  const sent: string[] = [];
  const mailer = { send: async ({ text }: { text: string }) => void sent.push(text) };
  if (mail) await sendMail(contextFor(db), { mailer, renderer: createMessageRenderer() }, { mailId: mail.id });
  const [text = ''] = sent;
  const token = /\/auth\/invitation\?token=([\w-]{43})/.exec(text)?.[1];
  if (!token) throw new Error('no link was sent');
  return { token, text };
}
