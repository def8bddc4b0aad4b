import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { readSettings } from '../settings/read';
import { type AskedSignUpField, askedFields, personalFields, shownAnswers } from './sign-up-values';

/** What a person sees of their own account. */
export type Profile = {
  email: string;
  firstName: string;
  lastName: string;
  /** False for people who only sign in elsewhere. */
  hasPassword: boolean;
  signsInElsewhere: boolean;
  /** Without those that only admins see. */
  signUpFields: AskedSignUpField[];
  signUpValues: Record<string, string>;
  /** Whether some of the answers travel with keys. */
  hasAnswersInKeys: boolean;
};

/** The account of the person who asks. Throws `unauthenticated` for nobody. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const [row] = await ctx.db
    .select({ passwordHash: users.passwordHash, oidcSubject: users.oidcSubject, signUpValues: users.signUpValues })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!row) throw unauthenticated();
  const { signUpFields } = await readSettings(ctx.db);
  const fields = actor.kind === 'developer' ? personalFields(signUpFields) : [];
  const { email, firstName, lastName } = actor;
  return {
    ...{ email, firstName, lastName },
    hasPassword: row.passwordHash !== null,
    signsInElsewhere: row.oidcSubject !== null,
    signUpFields: askedFields(fields),
    signUpValues: Object.fromEntries(shownAnswers(fields, row.signUpValues).map(({ name, value }) => [name, value])),
    hasAnswersInKeys: fields.some(({ notInKeys }) => !notInKeys),
  };
}
