import { and, eq, isNull } from 'drizzle-orm';
import { organizationContacts, users } from '@/db/schema';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports/messages';

/** Whom to write to beside the super admins, where the organization has named somebody. */
export type ContactKind = 'security' | 'billing' | 'technical';

/** What an organization hears. `facts` are those of the mail; without `note` nothing is put under the bell. */
export type OrganizationNews = {
  organizationId: string;
  /** Null: only the line under the bell. */
  message: MessageName | null;
  subjectId: string;
  facts?: Record<string, string>;
  note?: Omit<Note, 'userId'> | null;
  /** The contact whom this concerns, if any; `all` of them for what ends everything. */
  contact?: ContactKind | 'all';
};

/**
 * Tells an organization: each active super admin gets the mail and the line under the bell, and the contact whom it
 * concerns gets the mail, once even when the contact is one of them. Inside the caller's change, which explains it.
 * When everybody's membership is about to end, call this before.
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
    if (message) await unit.mail({ message, to: { userId: id }, subjectId, facts });
    if (note) await unit.notify({ userId: id, ...note });
  }
  if (!news.contact || !message) return;
  const known = new Set(superAdmins.map(({ email }) => email));
  for (const contact of await readContacts(unit, organizationId, news.contact)) {
    if (known.has(contact.email)) continue;
    known.add(contact.email);
    const named = { ...facts, firstName: contact.name };
    await unit.mail({ message, to: { address: contact.email }, subjectId, facts: named });
  }
}

async function readContacts(unit: Unit, organizationId: string, wanted: ContactKind | 'all') {
  const isWanted = wanted === 'all' ? undefined : eq(organizationContacts.kind, wanted);
  return unit.tx
    .select({ name: organizationContacts.name, email: organizationContacts.email })
    .from(organizationContacts)
    .where(and(eq(organizationContacts.organizationId, organizationId), isWanted))
    .orderBy(organizationContacts.kind);
}
