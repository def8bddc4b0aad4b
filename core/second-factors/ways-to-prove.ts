import { eq } from 'drizzle-orm';
import { passkeys, users } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { hasSecondFactor } from './take-code';

/** By what the person who asks can say again who they are; `provider`: only by logging in there again. */
export type WaysToProve = { password: boolean; code: boolean; passkey: boolean; provider: boolean };

/**
 * The ways of the person who asks. Where two-factor authentication is on, the password alone is none: whoever stole it
 * could take the second factor off. Throws `unauthenticated` for nobody.
 */
export async function waysToProve(ctx: Context): Promise<WaysToProve> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  const code = await hasSecondFactor(ctx.db, actor.userId);
  const passkey = (await ctx.db.$count(passkeys, eq(passkeys.userId, actor.userId))) > 0;
  const password = Boolean(user?.passwordHash) && !code;
  return { password, code, passkey, provider: !password && !code && !passkey };
}
