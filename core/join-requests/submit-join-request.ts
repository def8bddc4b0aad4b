import { eq } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { joinRequests, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, forbidden, notFound } from '../errors';
import { type DeveloperActor, isActiveDeveloper } from '../identity/actor';
import { type Limit, throttle } from '../identity/throttle';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { tellOrganization } from '../organizations/tell-organization';
import { authorize } from '../policy';
import { proposedOrganization } from './proposed-organization';

const DAY_SECONDS = 86_400;

/** Each one is a mail to every super admin of the organization. */
const joinLimit = (userId: string): Limit => ({
  bucket: `join-request:${userId}`,
  attempts: 3,
  seconds: DAY_SECONDS,
});

/**
 * A developer of the default organization asks to be let into the one that their verified address belongs to; its super
 * admins are told, and they alone decide. Throws `forbidden` for everybody who has a place already, `not_found` for
 * every organization but the proposed one, `conflict` while a request waits, `too_many`.
 */
export async function submitJoinRequest(
  ctx: Context,
  input: { organizationId: string },
): Promise<{ joinRequestId: string; organizationName: string }> {
  authorize(ctx.actor, 'organization.join');
  if (!isActiveDeveloper(ctx.actor)) throw forbidden();
  const { actor } = ctx;
  // The same answer for what is not proposed and for what never was, before anything is counted.
  const proposed = await proposedOrganization(ctx.db, actor.userId);
  if (!isId(input.organizationId) || proposed?.id !== input.organizationId) throw notFound();
  await throttle(ctx, joinLimit(actor.userId));
  return mutate(ctx, (unit) => submit(unit, actor, input.organizationId)).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'join_requests_one_pending') throw error;
    throw conflict('You have asked already. Wait for the answer, or withdraw that request first.');
  });
}

async function submit(unit: Unit, actor: DeveloperActor, organizationId: string) {
  // The organization before the person, like every change of membership.
  await unit.tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('share');
  const [person] = await unit.tx
    .select({ organizationId: users.organizationId, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(eq(users.id, actor.userId))
    .for('update');
  const proposed = await proposedOrganization(unit.tx, actor.userId);
  if (proposed?.id !== organizationId) throw notFound();
  if (person?.organizationId !== actor.organization.id) throw forbidden();
  const joinRequestId = newId();
  await unit.tx.insert(joinRequests).values({ id: joinRequestId, organizationId, userId: actor.userId });
  const name = `${person.firstName} ${person.lastName}`;
  await unit.audit('join_request.submitted', { kind: 'join_request', id: joinRequestId, organizationId }, { name });
  await tellOrganization(unit, {
    organizationId,
    message: 'join-request-to-decide',
    subjectId: joinRequestId,
    note: { kind: 'join_request.submitted', title: `${name} asks to join`, href: '/organization/users' },
  });
  return { joinRequestId, organizationName: proposed.name };
}
