import { eq, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { invitations, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, forbidden, invalidFields } from '../errors';
import { type ApplicantFields, checkApplicant } from '../identity/check-applicant';
import { refuseDeadLink } from '../identity/dead-link';
import { endSessions } from '../identity/end-sessions';
import { type Entrance, enter } from '../identity/enter';
import { hashPassword } from '../identity/passwords';
import { voidLinks } from '../identity/void-links';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { readSettings } from '../settings/read';
import { memberElsewhere, notForYou } from './accept-invitation';
import { type Claimed, claimInvitation } from './claim-invitation';
import { joinByInvitation } from './join-by-invitation';

type Newcomer = Omit<ApplicantFields, 'email'> & { token: string; userAgent: string };

/** What accepting writes into the account. */
type Account = {
  firstName: string;
  lastName: string;
  passwordHash: string;
  signUpValues: Record<string, string>;
  hasAcceptedTerms: boolean;
};

/**
 * Somebody without a usable account accepts an invitation by its link, which proves the address: an account is made, or
 * the one that an admin made for them is theirs now, or one that was never verified is taken over from whoever
 * registered it. They are active at once and logged in. Throws `invalid` for wrong fields; `conflict` for a dead link
 * and for who has a usable account; `forbidden` for who is logged in as somebody else or deactivated; `too_many`.
 */
export async function acceptAsNewcomer(ctx: Context, input: Newcomer): Promise<Entrance> {
  const { subjectId } = await refuseDeadLink(ctx, { purpose: 'invitation', token: input.token });
  const account = await readFields(ctx, subjectId, input);
  const claim = { invitationId: subjectId, token: input.token };
  const userId = await atOnce(() => mutate(ctx, (unit) => join(ctx, unit, claim, account)));
  return enter(ctx, { userId, userAgent: input.userAgent, passwordHash: account.passwordHash });
}

async function readFields(ctx: Context, invitationId: string, input: Newcomer): Promise<Account> {
  const settings = await readSettings(ctx.db);
  const [invitation] = await ctx.db
    .select({ email: invitations.email })
    .from(invitations)
    .where(eq(invitations.id, invitationId));
  const email = invitation?.email ?? '';
  if (ctx.actor.kind === 'developer' || ctx.actor.kind === 'admin') throw notForYou(email, ctx.actor.email);
  const { problems, firstName, lastName, signUpValues, hasAcceptedTerms } = checkApplicant(settings, {
    ...input,
    email,
  });
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { firstName, lastName, signUpValues, hasAcceptedTerms, passwordHash: await hashPassword(input.password) };
}

async function join(
  ctx: Context,
  unit: Unit,
  claim: { invitationId: string; token: string },
  fields: Account,
): Promise<string> {
  const claimed = await claimInvitation(unit, claim);
  const { invitation, organization, account, home } = claimed;
  const userId = account ? await takeOver(ctx, unit, claimed, account, fields) : await make(ctx, unit, claimed, fields);
  const user = { id: userId, name: `${fields.firstName} ${fields.lastName}` };
  await joinByInvitation(unit, { invitation, organization, user, home });
  return userId;
}

async function make(ctx: Context, unit: Unit, { invitation, organization }: Claimed, fields: Account): Promise<string> {
  // The account that an admin made has been deleted, or has another address now.
  if (invitation.userId !== null) throw conflict('The account of this invitation has changed. Ask for a new one.');
  const id = newId();
  const { hasAcceptedTerms, ...account } = fields;
  await unit.tx.insert(users).values({
    ...account,
    id,
    kind: 'developer',
    email: invitation.email,
    status: 'active',
    emailVerifiedAt: sql`now()`,
    termsAcceptedAt: hasAcceptedTerms ? ctx.now() : null,
    organizationId: organization.id,
    organizationRole: invitation.role,
  });
  await unit.audit('user.registered', { kind: 'user', id, organizationId: organization.id }, { by: 'invitation' });
  return id;
}

/**
 * Nobody had proven this address, so the names, the password, the sessions and the links of whoever registered it go.
 */
async function takeOver(
  ctx: Context,
  unit: Unit,
  claimed: Claimed,
  account: NonNullable<Claimed['account']>,
  fields: Account,
): Promise<string> {
  refuseUsable(claimed, account);
  const { hasAcceptedTerms, ...rest } = fields;
  await unit.tx
    .update(users)
    .set({ ...rest, mustChangePassword: false, ...(hasAcceptedTerms && { termsAcceptedAt: ctx.now() }) })
    .where(eq(users.id, account.id));
  await endSessions(unit.tx, { userId: account.id });
  await voidLinks(unit.tx, account.id);
  const subject = { kind: 'user', id: account.id, organizationId: account.organizationId };
  await unit.audit('user.address_verified', subject, { by: 'invitation' });
  return account.id;
}

function refuseUsable({ invitation, home }: Claimed, account: NonNullable<Claimed['account']>): void {
  if (account.status === 'inactive') throw forbidden('This account is deactivated. Ask whoever runs this portal.');
  if (account.status !== 'unverified') {
    throw conflict('You have an account with this address already. Log in, then accept the invitation.');
  }
  if (invitation.userId !== null) {
    const isItsPlace = account.id === invitation.userId && account.organizationId === invitation.organizationId;
    if (!isItsPlace) throw conflict('The account of this invitation has changed. Ask for a new one.');
    return;
  }
  // An account without a password was made by a portal admin, who chose its organization.
  const isPlacedElsewhere = account.passwordHash === null && !home?.isDefault && home?.id !== invitation.organizationId;
  if (isPlacedElsewhere) throw memberElsewhere(home?.name ?? 'another organization');
}

/** The same address registered at the same moment: now there is an account, and the rules for it hold. */
async function atOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') throw error;
    return work();
  }
}
