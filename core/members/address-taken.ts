import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import { type DomainError, invalid } from '../errors';
import { type Unit, violatedConstraint } from '../mutate';

/**
 * Writes an account's address. The database keeps addresses unique, also when two are written at the same moment: its
 * refusal becomes the one that admins are shown. Throws `invalid` for `email`.
 */
export async function writeUniqueAddress(
  unit: Unit,
  email: string,
  write: (tx: Pick<Unit['tx'], 'insert' | 'update'>) => Promise<unknown>,
): Promise<void> {
  try {
    await unit.tx.transaction(async (savepoint) => {
      await write(savepoint);
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'users_email') throw error;
    throw await addressTaken(unit, email);
  }
}

async function addressTaken(unit: Unit, email: string): Promise<DomainError> {
  const [owner] = await unit.tx.select({ kind: users.kind }).from(users).where(eq(users.email, email));
  if (owner?.kind === 'admin') return invalid('email', 'A portal admin has this address already.');
  return invalid('email', 'There is a user with this address already.');
}
