import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { mintToken } from '../identity/tokens';
import { hasSecondFactor } from './take-code';

const LOGIN_MINUTES = 10;

/**
 * For somebody whose password was right a moment ago: null where that is enough, else a token that stands for it, good
 * once for ten minutes. A password that is changed meanwhile takes the token with it; one that was changed before
 * counts for nothing, so the row is locked and looked at again.
 */
export async function askSecondFactor(
  ctx: Context,
  input: { userId: string; passwordHash: string },
): Promise<string | null> {
  if (!(await hasSecondFactor(ctx.db, input.userId))) return null;
  return ctx.db.transaction(async (tx) => {
    const [user] = await tx
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, input.userId))
      .for('update');
    // `enter` refuses it, in its words.
    if (user?.passwordHash !== input.passwordHash) return null;
    return mintToken(tx, { purpose: 'second_factor', subjectId: input.userId, hours: LOGIN_MINUTES / 60 });
  });
}
