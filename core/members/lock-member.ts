import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import { conflict, notFound } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';
import { holdOrganizations } from '../organizations/hold-organizations';
import { visibleUsers } from '../visibility';

/**
 * A developer who is about to change places, held for this change, with where they are and where nobody's people are.
 */
export type LockedMember = Awaited<ReturnType<typeof lockMember>>;

/**
 * Holds a developer for a change of where they belong: first the organizations that it touches (theirs, the default
 * one, `alsoOrganizationId`) in the order of their ids, then the person, so that no two such changes wait for each
 * other. Throws `not_found` for whom the actor may not see and for admins, `conflict` for one who moved while we
 * waited.
 */
export async function lockMember(unit: Unit, actor: Actor, userId: string, alsoOrganizationId?: string) {
  const [found] = isId(userId)
    ? await unit.tx
        .select({ organizationId: users.organizationId })
        .from(users)
        .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(actor)))
    : [];
  if (!found?.organizationId) throw notFound();
  const ids = [found.organizationId, ...(alsoOrganizationId ? [alsoOrganizationId] : [])];
  const held = await holdOrganizations(unit, { ids, withDefault: true });
  const [member] = await unit.tx
    .select(columns)
    .from(users)
    .where(and(eq(users.id, userId), visibleUsers(actor)))
    .for('update');
  if (!member?.organizationId) throw notFound();
  const organization = held.find(({ id }) => id === member.organizationId);
  const defaults = held.find(({ isDefault }) => isDefault);
  const name = `${member.firstName} ${member.lastName}`;
  if (!organization || organization.id !== found.organizationId)
    throw conflict(`${name} has moved meanwhile. Look again.`);
  if (!defaults) throw new Error('There is no default organization: ensureBasics makes it at every start.');
  const also = held.find(({ id }) => id === alsoOrganizationId) ?? null;
  return { ...member, name, organizationId: organization.id, organization, defaults, also };
}

const columns = {
  id: users.id,
  email: users.email,
  firstName: users.firstName,
  lastName: users.lastName,
  status: users.status,
  organizationId: users.organizationId,
  organizationRole: users.organizationRole,
};
