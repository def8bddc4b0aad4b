import { and, eq, sql } from 'drizzle-orm';
import { organizationContacts } from '@/db/schema';
import type { Context } from '../context';
import { invalidFields } from '../errors';
import { canonicalEmail } from '../identity/email-address';
import { foldedName, nameProblem } from '../identity/person-name';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lockOrganization } from './lock-organization';
import { refuseEnded } from './refuse-ended';
import type { ContactKind } from './tell-organization';

/** Every kind of contact, in the order in which they are shown. */
export const contactKinds: readonly ContactKind[] = ['security', 'billing', 'technical'];

/** Both empty: nobody. */
export type ContactWish = { name: string; email: string };

/**
 * Says whom to write to about an organization's security, bills and technology, beside its super admins. They need no
 * account, and get no rights. Throws `not_found`, `forbidden`, `conflict` for an organization that has ended, and
 * `invalid` for `securityName`, `securityEmail` and so on.
 */
export async function changeContacts(
  ctx: Context,
  input: { organizationId: string; contacts: Readonly<Record<ContactKind, ContactWish>> },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    const { id } = organization;
    authorize(ctx.actor, 'organization.change', { organizationId: id });
    refuseEnded(organization);
    const contacts = parseContacts(input.contacts);
    for (const [kind, wish] of contacts) await setContact(unit, id, kind, wish);
    const named = contacts.filter(([, wish]) => wish !== null).map(([kind]) => kind);
    await unit.audit('organization.contacts_changed', { kind: 'organization', id, organizationId: id }, { named });
  });
}

function parseContacts(given: Readonly<Record<ContactKind, ContactWish>>): [ContactKind, ContactWish | null][] {
  const problems: Record<string, string[]> = {};
  const contacts = contactKinds.map((kind): [ContactKind, ContactWish | null] => {
    const name = foldedName(given[kind].name);
    const typed = given[kind].email.trim();
    if (!name && !typed) return [kind, null];
    const email = canonicalEmail(typed);
    if (!name) problems[`${kind}Name`] = ['Enter a name, such as Security team.'];
    else if (nameProblem(name, 'first name')) {
      problems[`${kind}Name`] = ['Use up to 80 letters, digits, spaces, hyphens and apostrophes.'];
    }
    if (!email) problems[`${kind}Email`] = ['Enter an email address, such as security@acme.com.'];
    return [kind, { name, email: email ?? '' }];
  });
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return contacts;
}

async function setContact(
  unit: Unit,
  organizationId: string,
  kind: ContactKind,
  wish: ContactWish | null,
): Promise<void> {
  const isIt = and(eq(organizationContacts.organizationId, organizationId), eq(organizationContacts.kind, kind));
  if (!wish) {
    await unit.tx.delete(organizationContacts).where(isIt);
    return;
  }
  await unit.tx
    .insert(organizationContacts)
    .values({ organizationId, kind, ...wish })
    .onConflictDoUpdate({
      target: [organizationContacts.organizationId, organizationContacts.kind],
      set: { ...wish, updatedAt: sql`now()` },
    });
}
