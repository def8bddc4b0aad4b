import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { visibleOrganizations } from '../visibility';
import { requestRevocations } from './request-revocations';

/**
 * Ends every key of an organization, personal apps included, for the day on which nobody knows what leaked. Its apps and
 * open requests stay. Answers how many keys it was. Throws `proof_needed`, `not_found`, `forbidden`, `invalid` for
 * `typedName`, and `conflict` when there is none, or for the default organization, which is nobody's.
 */
export async function endAllKeysOfOrganization(
  ctx: Context,
  input: { organizationId: string; typedName: string },
): Promise<{ keys: number }> {
  await requireFreshProof(ctx);
  const ended = await mutate(ctx, async (unit) => {
    if (!isId(input.organizationId)) throw notFound();
    // Whoever claims or regenerates a key holds the organization shared, so none is born meanwhile.
    const [organization] = await unit.tx
      .select({ id: organizations.id, name: organizations.name, isDefault: organizations.isDefault })
      .from(organizations)
      .where(and(eq(organizations.id, input.organizationId), visibleOrganizations(ctx.actor)))
      .for('update');
    if (!organization) throw notFound();
    const { id, name, isDefault } = organization;
    authorize(ctx.actor, 'organization.end_keys', { organizationId: id });
    await holdSuperAdmin(unit, ctx.actor, id);
    if (isDefault)
      throw conflict('The people of the default organization share no keys. End those of one app at a time.');
    if (input.typedName.trim() !== name) throw invalid('typedName', `Type ${name}, exactly as it stands here.`);
    const reason = 'All keys of the organization were ended';
    const { credentialIds } = await requestRevocations(ctx, unit, { organizationId: id }, reason);
    const keys = credentialIds.length;
    if (keys === 0) throw conflict(`${name} has no key that could be ended.`);
    await unit.audit('organization.keys_ended', { kind: 'organization', id, organizationId: id }, { keys });
    return { keys };
  });
  await ctx.fault('revoke.afterCommit');
  return ended;
}
