import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Unit } from '../mutate';

type Answer = {
  invitation: { id: string; invitedBy: string | null; userId: string | null };
  organizationName: string;
  person: { name: string };
  answer: 'accepted' | 'declined';
};

/** Whoever stands for an invitation gets the mail and the line under the bell, with the way to the person. */
export async function tellInviter(unit: Unit, { invitation, organizationName, person, answer }: Answer): Promise<void> {
  const { id, invitedBy, userId } = invitation;
  if (invitedBy === null) return;
  await unit.mail({
    message: `invitation-${answer}`,
    to: { userId: invitedBy },
    subjectId: id,
    facts: { personName: person.name },
  });
  const [inviter] = await unit.tx.select({ kind: users.kind }).from(users).where(eq(users.id, invitedBy));
  const adminHref = userId ? `/admin/users/${userId}` : '/admin/users';
  await unit.notify({
    userId: invitedBy,
    kind: `invitation.${answer}`,
    title:
      answer === 'accepted'
        ? `${person.name} joined ${organizationName}`
        : `${person.name} declined to join ${organizationName}`,
    href: inviter?.kind === 'admin' ? adminHref : '/organization/users',
  });
}
