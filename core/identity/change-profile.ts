import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { invalidFields, unauthenticated } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { foldedName, nameProblem } from './person-name';
import { personalFields, readSignUpValues, valuesAfter } from './sign-up-values';

/**
 * Changes the names of the person who asks, and what they answered to the sign-up fields that are theirs to answer;
 * what admins noted and what was asked once stays. Keys keep the answers that they were made with. Throws `invalid`,
 * `unauthenticated`.
 */
export async function changeProfile(
  ctx: Context,
  input: { firstName: string; lastName: string; signUp: Readonly<Record<string, string>> },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  const [firstName, lastName] = [foldedName(input.firstName), foldedName(input.lastName)];
  // Admins were never asked the sign-up fields.
  const { signUpFields } = await readSettings(ctx.db);
  const fields = actor.kind === 'developer' ? personalFields(signUpFields) : [];
  const signUp = readSignUpValues(fields, input.signUp);
  const [firstProblem, lastProblem] = [nameProblem(firstName, 'first name'), nameProblem(lastName, 'last name')];
  const problems = {
    ...(firstProblem && { firstName: [firstProblem] }),
    ...(lastProblem && { lastName: [lastProblem] }),
    ...signUp.problems,
  };
  if (Object.keys(problems).length > 0) throw invalidFields(problems);

  await mutate(ctx, async (unit) => {
    const [before] = await unit.tx
      .select({ signUpValues: users.signUpValues })
      .from(users)
      .where(eq(users.id, actor.userId))
      .for('update');
    if (!before) throw unauthenticated();
    await unit.tx
      .update(users)
      .set({
        firstName,
        lastName,
        signUpValues: valuesAfter(before.signUpValues, { fields, values: signUp.values }),
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, actor.userId));
    await unit.audit('user.profile_changed', { kind: 'user', id: actor.userId });
  });
}
