import { eq } from 'drizzle-orm';
import { organizationContacts } from '@/db/schema';
import type { Unit } from '../mutate';

type Closing = {
  organization: { id: string; name: string };
  members: readonly { id: string; email: string; status: string }[];
  reason: string;
  /** Who is shut out gets that mail instead. */
  deactivates: boolean;
};

/**
 * Tells every active member, and the organization's contacts, that it ends. Call while its contacts are still there.
 */
export async function tellOfClosing(unit: Unit, closing: Closing): Promise<void> {
  const { organization, reason } = closing;
  const order = {
    message: 'organization-closed' as const,
    subjectId: organization.id,
    facts: { reason, organizationName: organization.name },
  };
  const told = new Set<string>();
  for (const { id, email, status } of closing.members) {
    if (status !== 'active') continue;
    told.add(email);
    if (closing.deactivates) continue;
    await unit.mail({ ...order, to: { userId: id } });
    await unit.notify({
      userId: id,
      kind: 'organization.closed',
      title: `${organization.name} was closed`,
      href: '/apps',
    });
  }
  const contacts = await unit.tx
    .select({ name: organizationContacts.name, email: organizationContacts.email })
    .from(organizationContacts)
    .where(eq(organizationContacts.organizationId, organization.id));
  for (const { name, email } of contacts) {
    if (told.has(email)) continue;
    told.add(email);
    await unit.mail({ ...order, to: { address: email }, facts: { ...order.facts, firstName: name } });
  }
}
