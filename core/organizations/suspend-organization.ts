import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { organizations, sessions, users } from '@/db/schema';
import { parseReason } from '../access-requests/parse-reason';
import type { Context } from '../context';
import { changeSuspension } from '../credentials/change-suspension';
import { conflict, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize, can } from '../policy';
import { lockOrganization } from './lock-organization';
import { tellOrganization } from './tell-organization';

/**
 * Shuts an organization out until it is resumed: its people's sessions end with the same commit, its keys are suspended
 * (the gateway follows by itself), and its super admins are told why. What they asked for waits. Throws `not_found` for
 * everybody but portal admins, `forbidden`, `invalid` without a reason, `conflict` for the default organization and for
 * one that is not active.
 */
export async function suspendOrganization(
  ctx: Context,
  input: { organizationId: string; reason: string },
): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.suspend');
    const { id, name } = organization;
    if (organization.isDefault) throw conflict('The default organization cannot be suspended.');
    if (organization.status !== 'active') throw conflict(`${name} is not active, so it cannot be suspended.`);
    const reason = parseReason(input.reason, 'its people are');
    // Its keys get the same moment, and by it the resumption finds exactly those again.
    await unit.tx
      .update(organizations)
      .set({ status: 'suspended', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()`, decisionReason: reason })
      .where(eq(organizations.id, id));
    const { credentialIds } = await changeSuspension(ctx, unit, { organizationId: id }, 'suspended');
    const sessionsEnded = await endAllSessions(unit, id);
    const detail = { reason, keys: credentialIds.length, sessions: sessionsEnded };
    await unit.audit('organization.suspended', { kind: 'organization', id, organizationId: id }, detail);
    const facts = { reason };
    await tellOrganization(unit, {
      ...{ organizationId: id, message: 'organization-suspended', subjectId: id, facts, contact: 'security' },
      note: { kind: 'organization.suspended', title: `${name} was suspended`, href: '/notifications' },
    });
  });
}

async function endAllSessions(unit: Unit, organizationId: string): Promise<number> {
  const people = unit.tx.select({ id: users.id }).from(users).where(eq(users.organizationId, organizationId));
  const ended = await unit.tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(inArray(sessions.userId, people), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.length;
}
