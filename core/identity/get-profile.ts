import { eq } from 'drizzle-orm';
import { type FormField, users } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { readSettings } from '../settings/read';

/** What a person sees of their own account. */
export type Profile = {
  email: string;
  firstName: string;
  lastName: string;
  /** False for people who only sign in elsewhere. */
  hasPassword: boolean;
  signsInElsewhere: boolean;
  signUpFields: FormField[];
  signUpValues: Record<string, string>;
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
  const { email, firstName, lastName } = actor;
  return {
    ...{ email, firstName, lastName },
    hasPassword: row.passwordHash !== null,
    signsInElsewhere: row.oidcSubject !== null,
    signUpFields: actor.kind === 'developer' ? signUpFields : [],
    signUpValues: row.signUpValues,
  };
}
