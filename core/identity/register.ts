import { eq } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { inviteCodeRedemptions, teamMembers, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, type DomainError, invalid, invalidFields } from '../errors';
import { remindInvitedOwner } from '../invitations/remind-invited-owner';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { emailDomainProblem } from '../settings/email-domains';
import { readSettings, type Settings } from '../settings/read';
import { isWithin, mailLimit, registrationLimits, throttleAll } from './attempt-limits';
import { type ApplicantFields, checkApplicant } from './check-applicant';
import { defaultPlace } from './default-place';
import { isInviteCodeUsable, takeInviteSlot } from './invite-code';
import { hashPassword } from './passwords';

/** What the registration form sends. */
export type Registration = ApplicantFields & {
  /** Empty when there is none. */
  inviteCode: string;
};

/** A registration whose every field was found good. */
type Applicant = Omit<Registration, 'password' | 'signUp' | 'acceptsTerms'> & {
  passwordHash: string;
  signUpValues: Record<string, string>;
  hasAcceptedTerms: boolean;
};

/**
 * Makes an account that waits for its address to be verified. For an address that has an account already the answer is
 * the same and nothing of that account changes: its owner is told by mail. Throws `invalid` for wrong fields,
 * `conflict` while registration is closed, `too_many`.
 */
export async function register(ctx: Context, input: Registration): Promise<void> {
  await throttleAll(ctx, registrationLimits(ctx));
  const settings = await readSettings(ctx.db);
  refuseWhileClosed(settings, input.inviteCode);
  const { email, problems: found, ...good } = checkApplicant(settings, input);
  const inviteCode = input.inviteCode.trim();
  // An invite code is an admin's word for whoever holds it, whatever their address; a bad one is refused further down.
  const domainProblem = email === null || inviteCode !== '' ? null : emailDomainProblem(email, settings);
  // Named first, as the form asks it first.
  const problems = domainProblem ? { email: [domainProblem], ...found } : found;
  if (email === null || Object.keys(problems).length > 0) throw invalidFields(problems);
  // Also for a known address, so that time does not tell either.
  const applicant = { ...good, email, inviteCode, passwordHash: await hashPassword(input.password) };
  try {
    await applyOrTellOwner(ctx, applicant);
  } catch (error) {
    // The same address at the same moment: the other one was first. The transaction is undone, an invite slot with it.
    if (violatedConstraint(error) !== 'users_email') throw error;
    await applyOrTellOwner(ctx, applicant);
  }
}

function refuseWhileClosed(settings: Settings, inviteCode: string): void {
  if (settings.registration === 'closed') throw conflict('Registration is closed. Ask whoever runs this portal.');
  if (settings.registration === 'invitation' && inviteCode.trim() === '') {
    throw invalid('inviteCode', 'Registration is by invitation: enter your invite code.');
  }
}

async function applyOrTellOwner(ctx: Context, applicant: Applicant): Promise<void> {
  const mayMail = await isWithin(ctx, mailLimit(ctx, 'known', applicant.email));
  await mutate(ctx, async (unit) => {
    const [owner] = await unit.tx.select({ id: users.id }).from(users).where(eq(users.email, applicant.email));
    if (owner) await tellOwner(ctx, unit, applicant, { id: owner.id, mayMail });
    else await apply(ctx, unit, applicant);
  });
}

/**
 * No second account, no other password, no other name; and the invite code is judged, but not used. Whom an admin
 * invited is invited again.
 */
async function tellOwner(ctx: Context, unit: Unit, applicant: Applicant, owner: { id: string; mayMail: boolean }) {
  if (applicant.inviteCode !== '' && !(await isInviteCodeUsable(ctx, unit.tx, applicant.inviteCode))) {
    throw unusableCode();
  }
  await unit.audit('user.registration_repeated', { kind: 'user', id: owner.id });
  const reminded = await remindInvitedOwner(ctx, unit, { userId: owner.id, mayMail: owner.mayMail });
  if (owner.mayMail && reminded === 'self_made') {
    await unit.mail({ message: 'address-already-known', to: { userId: owner.id }, subjectId: owner.id });
  }
}

async function apply(ctx: Context, unit: Unit, applicant: Applicant): Promise<void> {
  const place =
    applicant.inviteCode === ''
      ? { ...(await defaultPlace(unit)), inviteCodeId: null }
      : await takeInviteSlot(ctx, unit.tx, applicant.inviteCode);
  if (!place) throw unusableCode();
  await ctx.fault('register.afterSlot');
  const userId = newId();
  const { organizationId, teamId, inviteCodeId } = place;
  const { email, firstName, lastName, passwordHash, signUpValues, hasAcceptedTerms } = applicant;
  await unit.tx.insert(users).values({
    id: userId,
    kind: 'developer',
    status: 'unverified',
    organizationId,
    organizationRole: 'team_member',
    termsAcceptedAt: hasAcceptedTerms ? ctx.now() : null,
    ...{ email, firstName, lastName, passwordHash, signUpValues },
  });
  await unit.tx.insert(teamMembers).values({ userId, organizationId, teamId });
  await unit.audit('user.registered', { kind: 'user', id: userId, organizationId });
  if (inviteCodeId !== null) await rememberRedemption(unit, { inviteCodeId, organizationId, userId });
  // No token yet: the link is made when the mail leaves (notifications/values/people.ts), so no job holds a secret.
  await unit.mail({ message: 'verify-address', to: { userId }, subjectId: userId });
}

async function rememberRedemption(
  unit: Unit,
  redemption: { inviteCodeId: string; organizationId: string; userId: string },
): Promise<void> {
  const { inviteCodeId, organizationId, userId } = redemption;
  await unit.tx.insert(inviteCodeRedemptions).values({ inviteCodeId, userId });
  await unit.audit('invite_code.redeemed', { kind: 'invite_code', id: inviteCodeId, organizationId }, { userId });
}

function unusableCode(): DomainError {
  return invalid(
    'inviteCode',
    'This invite code cannot be used. Check it, or ask whoever gave it to you for another one.',
  );
}
