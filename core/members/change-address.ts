import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { withdrawInvitationsOf } from '../invitations/withdraw-invitations-of';
import type { Unit } from '../mutate';
import { writeUniqueAddress } from './address-taken';

type Account = {
  id: string;
  email: string;
  organizationId: string;
  emailVerifiedAt: Date | null;
  hasPassword: boolean;
};

/**
 * Gives an account another address by a portal admin's hand, inside the caller's change. The old address may have been
 * somebody else's, so every session, mailed link and waiting invitation ends. Where the old one was verified the admin
 * vouches for the new one, and both are told; nobody is told at an address that was never proven to be anybody's: there
 * a new verification link goes to the new one, or a new invitation when an admin sends it. Throws `invalid` for
 * `email`.
 */
export async function changeAddress(unit: Unit, account: Account, email: string): Promise<void> {
  const { id, organizationId } = account;
  const wasVerified = account.emailVerifiedAt !== null;
  await writeUniqueAddress(unit, email, (tx) =>
    tx
      .update(users)
      .set({
        email,
        emailVerifiedAt: wasVerified ? sql`now()` : null,
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, id)),
  );
  const ended = await endSessions(unit.tx, { userId: id });
  await voidLinks(unit.tx, id);
  // Its link went to the old address.
  await withdrawInvitationsOf(unit, id, 'the address was changed');
  await unit.audit('user.address_changed', { kind: 'user', id, organizationId }, { from: account.email, ended });
  if (wasVerified) {
    const message = { message: 'email-changed', subjectId: id, facts: { newEmail: email } } as const;
    await unit.mail({ ...message, to: { address: account.email } });
    await unit.mail({ ...message, to: { userId: id } });
  } else if (account.hasPassword) {
    await unit.mail({ message: 'verify-address', to: { userId: id }, subjectId: id });
  }
}
