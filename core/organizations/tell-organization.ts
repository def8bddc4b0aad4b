import { and, eq, isNull } from 'drizzle-orm';
import { organizationContacts, users } from '@/db/schema';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports';

/** Whom to write to beside the super admins, where the organization has named somebody. */
export type ContactKind = 'security' | 'billing' | 'technical';

/** What an organization hears. `facts` are those of the mail; without `note` nothing is put under the bell. */
export type OrganizationNews = {
  organizationId: string;
  message: MessageName;
  subjectId: string;
  facts?: Record<string, string>;
  note?: Omit<Note, 'userId'> | null;
  /** The contact whom this concerns, if any. */
  contact?: ContactKind;
};

/**
 * Tells an organization: each active super admin gets the mail and the line under the bell, and the contact whom it
 * concerns gets the mail, once even when the contact is one of them. Inside the caller's change, which explains it. When
 * everybody's membership is about to end, call this before.
 */
export async function tellOrganization(unit: Unit, news: OrganizationNews): Promise<void> {
  const { organizationId, message, subjectId, facts = {}, note } = news;
  const superAdmins = await unit.tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
      ),
    )
    .orderBy(users.id);
  for (const { id } of superAdmins) {
    await unit.mail({ message, to: { userId: id }, subjectId, facts });
    if (note) await unit.notify({ userId: id, ...note });
  }
  if (!news.contact) return;
  const contact = await readContact(unit, organizationId, news.contact);
  if (!contact || superAdmins.some(({ email }) => email === contact.email)) return;
  await unit.mail({ message, to: { address: contact.email }, subjectId, facts: { ...facts, firstName: contact.name } });
}

async function readContact(unit: Unit, organizationId: string, kind: ContactKind) {
  const [contact] = await unit.tx
    .select({ name: organizationContacts.name, email: organizationContacts.email })
    .from(organizationContacts)
    .where(and(eq(organizationContacts.organizationId, organizationId), eq(organizationContacts.kind, kind)));
  return contact ?? null;
}
