import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { teamMembers, users } from '@/db/schema';
import type { Context } from '../context';
import { isInvited } from '../invitations/is-invited';
import { mutate, violatedConstraint } from '../mutate';
import { emailDomainProblem } from '../settings/email-domains';
import { readSettings } from '../settings/read';
import { admit } from './admit';
import { defaultPlace } from './default-place';
import { canonicalEmail } from './email-address';
import { endSessions } from './end-sessions';
import { type Entrance, enter } from './enter';
import { foldedName, nameProblem } from './person-name';
import { refuseProvider } from './provider-refusals';
import { voidLinks } from './void-links';

/** What an OpenID provider says about somebody, after its signature, audience and nonce were checked. */
export type ProviderWord = {
  issuer: string;
  subject: string;
  email: string;
  emailVerified: boolean;
  firstName: string;
  lastName: string;
};

type User = Pick<typeof users.$inferSelect, 'id' | 'kind' | 'status' | 'oidcSubject' | 'emailVerifiedAt'>;

/**
 * Starts a session for whom the provider names: the account linked to its subject, else one of the same verified
 * address that may be linked safely, else a new developer by the rules of registering
 * (docs/decisions/0006-oidc-linking.md). Throws `forbidden` with what to do for everybody else.
 */
export async function signInWithOidc(ctx: Context, input: ProviderWord & { userAgent: string }): Promise<Entrance> {
  const email = canonicalEmail(input.email);
  if (email === null || !input.emailVerified) {
    throw refuseProvider('unverified');
  }
  // A subject is unique only at its issuer, and the issuer is a setting that may change.
  const subject = `${input.issuer}#${input.subject}`;
  const userId = await atOnce(() => findOrMake(ctx, { ...input, email, subject }));
  return enter(ctx, { userId, userAgent: input.userAgent });
}

type Newcomer = { email: string; subject: string; firstName: string; lastName: string };

async function findOrMake(ctx: Context, word: Newcomer): Promise<string> {
  // One statement, one snapshot: between two, another tab could make the account that the first one had not found.
  const found = await ctx.db
    .select(seen)
    .from(users)
    .where(or(eq(users.oidcSubject, word.subject), eq(users.email, word.email)));
  const linked = found.find(({ oidcSubject }) => oidcSubject === word.subject);
  if (linked) return refuseInactive(linked).id;
  const [known] = found;
  if (known) return link(ctx, refuseInactive(known), word);
  return makeDeveloper(ctx, word);
}

const seen = {
  id: users.id,
  kind: users.kind,
  status: users.status,
  oidcSubject: users.oidcSubject,
  emailVerifiedAt: users.emailVerifiedAt,
};

function refuseInactive(user: User): User {
  if (user.status === 'inactive') throw refuseProvider('deactivated');
  return user;
}

/**
 * An address that its owner has proven here is linked. One that nobody proved may have been registered by a stranger,
 * so the stranger's password, sessions and links go first. An admin's account, or one of another subject, is never
 * linked.
 */
async function link(ctx: Context, user: User, word: Newcomer): Promise<string> {
  if (user.kind === 'admin' || user.oidcSubject !== null) {
    throw refuseProvider('unlinked');
  }
  await mutate(ctx, async (unit) => {
    const wasProven = user.emailVerifiedAt !== null;
    const rows = await unit.tx
      .update(users)
      .set({
        oidcSubject: word.subject,
        updatedAt: sql`now()`,
        ...(!wasProven && { passwordHash: null, ...namesOf(word) }),
      })
      // Whose address was corrected a moment ago is not the one that the provider speaks of.
      .where(
        and(
          eq(users.id, user.id),
          eq(users.email, word.email),
          isNull(users.oidcSubject),
          eq(users.status, user.status),
        ),
      )
      .returning({ id: users.id });
    if (rows.length === 0) throw refuseProvider('overtaken');
    await unit.audit('user.linked_to_provider', { kind: 'user', id: user.id }, { wasProven });
    if (wasProven) return;
    await endSessions(unit.tx, { userId: user.id });
    await voidLinks(unit.tx, user.id);
    await admit(unit, user.id);
  });
  return user.id;
}

async function makeDeveloper(ctx: Context, word: Newcomer): Promise<string> {
  // Whom an organization has invited may come, whoever else may register: accepting takes them there.
  if (!(await isInvited(ctx.db, word.email))) await refuseUnlessOpen(ctx, word.email);
  return mutate(ctx, async (unit) => {
    const place = await defaultPlace(unit);
    const id = newId();
    const { email, subject: oidcSubject } = word;
    const account = { id, email, oidcSubject, ...namesOf(word) };
    await unit.tx.insert(users).values({
      ...account,
      kind: 'developer',
      status: 'unverified',
      organizationId: place.organizationId,
      organizationRole: 'team_member',
    });
    await unit.tx.insert(teamMembers).values({ userId: id, ...place });
    await unit.audit('user.registered', { kind: 'user', id, organizationId: place.organizationId }, { by: 'provider' });
    await admit(unit, id);
    return id;
  });
}

async function refuseUnlessOpen(ctx: Context, email: string): Promise<void> {
  const settings = await readSettings(ctx.db);
  if (settings.registration !== 'open') throw refuseProvider('closed');
  if (emailDomainProblem(email, settings) !== null) throw refuseProvider('domain');
}

/** A provider may know no names, or odd ones: the address has a usable beginning. */
function namesOf(word: Newcomer): { firstName: string; lastName: string } {
  const [firstName, lastName] = [foldedName(word.firstName), foldedName(word.lastName)];
  const [local = ''] = word.email.split('@');
  const fallback = foldedName(local.replace(/[^\p{L}\p{N}]+/gu, ' ')) || 'Developer';
  return {
    firstName: nameProblem(firstName, 'first name') === null ? firstName : fallback,
    lastName: nameProblem(lastName, 'last name') === null ? lastName : '-',
  };
}

/** Two tabs, one person, the first sign-in: the one that comes second finds the account that the first made. */
async function atOnce(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!['users_email', 'users_oidc_subject'].includes(violatedConstraint(error) ?? '')) throw error;
    return work();
  }
}
