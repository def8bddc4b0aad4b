import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { users } from '@/db/schema';
import { conflict, invalidFields } from '../errors';
import { type Unit, violatedConstraint } from '../mutate';
import type { AdminRole } from './actor';
import { canonicalEmail, ONE_ADDRESS } from './email-address';
import { passwordProblem } from './passwords';
import { foldedName, nameProblem } from './person-name';

/** Who shall become a portal admin. Without a password they set one by a link. */
export type AdminWish = { email: string; firstName: string; lastName: string; password: string | null };

/** The wish with canonical address and folded names. Throws `invalid` with every wrong field. */
export function checkAdminWish(wish: AdminWish, portalName: string): AdminWish {
  const email = canonicalEmail(wish.email) ?? '';
  const [firstName, lastName] = [foldedName(wish.firstName), foldedName(wish.lastName)];
  const found: Record<string, string | null> = {
    email: email === '' ? ONE_ADDRESS : null,
    firstName: nameProblem(firstName, 'first name'),
    lastName: nameProblem(lastName, 'last name'),
    password:
      wish.password === null ? null : passwordProblem(wish.password, { email, firstName, lastName, portalName }),
  };
  const problems: Record<string, string[]> = {};
  for (const [field, problem] of Object.entries(found)) if (problem) problems[field] = [problem];
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { email, firstName, lastName, password: wish.password };
}

/**
 * Adds the account. The address counts as verified: whoever runs the portal vouches for it. Throws `conflict` when it
 * is taken.
 */
export async function insertAdmin(
  unit: Unit,
  wish: AdminWish,
  input: { role: AdminRole; passwordHash: string | null },
): Promise<string> {
  const { email, firstName, lastName } = wish;
  const userId = newId();
  try {
    await unit.tx.transaction((savepoint) =>
      savepoint.insert(users).values({
        id: userId,
        kind: 'admin',
        status: 'active',
        adminRole: input.role,
        passwordHash: input.passwordHash,
        emailVerifiedAt: sql`now()`,
        ...{ email, firstName, lastName },
      }),
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') throw error;
    throw conflict(`There is already an account with the address ${email}.`);
  }
  await unit.audit('admin.created', { kind: 'user', id: userId }, { email, role: input.role });
  return userId;
}
