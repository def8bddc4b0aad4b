import { and, eq, isNull, sql } from 'drizzle-orm';
import { apps, users } from '@/db/schema';
import { revokeTokensOf } from '../api-tokens/revoke-tokens-of';
import type { Context } from '../context';
import { changeSuspension } from '../credentials/change-suspension';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { withdrawInvitationsOf } from '../invitations/withdraw-invitations-of';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lockMember } from './lock-member';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/**
 * Shuts a developer out: every session, token and mailed link ends with the same commit, and they are told. Their apps
 * stay; the keys of their personal apps are suspended when chosen, until `activateDeveloper`. Throws `not_found`,
 * `forbidden`, `conflict` for one who is inactive already and for the last active super admin of an active
 * organization.
 */
export async function deactivateDeveloper(
  ctx: Context,
  input: { userId: string; suspendPersonalKeys?: boolean | undefined },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const developer = await lockMember(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.deactivate', { userId: developer.id });
    if (developer.status === 'inactive') throw conflict(`${developer.name} is deactivated already.`);
    await refuseLastSuperAdmin(unit, developer);
    const { id, organizationId } = developer;
    await unit.tx
      .update(users)
      .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id));
    const ended = await endSessions(unit.tx, { userId: id });
    const tokens = await revokeTokensOf(unit, id, 'deactivated');
    await voidLinks(unit.tx, id);
    await withdrawInvitationsOf(unit, id, 'the account was deactivated');
    const suspendedKeyIds = input.suspendPersonalKeys ? await suspendPersonalKeys(ctx, unit, id) : [];
    // The keys are named, so that activating resumes these and no others.
    const detail = { from: developer.status, ended, suspendedKeyIds, ...(tokens > 0 && { tokens }) };
    await unit.audit('user.deactivated', { kind: 'user', id, organizationId }, detail);
    await unit.mail({ message: 'account-deactivated', to: { userId: id }, subjectId: id });
  });
}

async function suspendPersonalKeys(ctx: Context, unit: Unit, userId: string): Promise<string[]> {
  const personal = await unit.tx
    .select({ id: apps.id })
    .from(apps)
    .where(and(eq(apps.ownerId, userId), eq(apps.visibility, 'personal'), isNull(apps.deletedAt)))
    .orderBy(apps.id)
    .for('share');
  if (personal.length === 0) return [];
  const appIds = personal.map(({ id }) => id);
  const { credentialIds } = await changeSuspension(ctx, unit, { appIds }, 'suspended');
  return credentialIds;
}
