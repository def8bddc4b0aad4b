import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { nameOfActor } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { holdSuperAdmin } from '../members/hold-super-admin';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { visibleOrganizations } from '../visibility';
import { endOrganization } from './end-organization';
import { lockWithDefault } from './lock-with-default';
import { tellOrganization } from './tell-organization';

/** What members, contacts and history read. */
export const CLOSING_REASON = 'Its super admins closed it.';
/**
 * The job runs a little later than the moment that it looks for, which the database keeps more exactly than JavaScript.
 */
const SLACK_MS = 1000;

/**
 * A super admin closes their organization: after the waiting period of the settings, during which it works on and
 * everybody who runs it hears of it and can change their mind; at once where the period is none. Answers when it
 * closes, null when it is closed now. Throws `proof_needed`, `not_found`, `forbidden`, `invalid` for `typedName`, and
 * `conflict` when it is being closed already.
 */
export async function requestClosing(
  ctx: Context,
  input: { organizationId: string; typedName: string },
): Promise<{ closesAt: Date | null }> {
  await requireFreshProof(ctx);
  return mutate(ctx, async (unit) => {
    if (!isId(input.organizationId)) throw notFound();
    const isIt = and(eq(organizations.id, input.organizationId), visibleOrganizations(ctx.actor));
    const [seen] = await unit.tx.select({ id: organizations.id }).from(organizations).where(isIt);
    if (!seen) throw notFound();
    authorize(ctx.actor, 'organization.close', { organizationId: seen.id });
    const { organization, defaults } = await lockWithDefault(unit, seen.id);
    await holdSuperAdmin(unit, ctx.actor, seen.id);
    const { id, name } = organization;
    if (organization.status !== 'active')
      throw conflict(`${name} is not active, so it cannot be closed. Ask whoever runs this portal.`);
    if (organization.closesAt) throw conflict(`${name} is being closed already.`);
    if (input.typedName.trim() !== name) throw invalid('typedName', `Type ${name}, exactly as it stands here.`);
    const { organizationCloseDays: days } = await readSettings(unit.tx);
    const subject = { kind: 'organization', id, organizationId: id };
    await unit.audit('organization.closing_requested', subject, { days });
    if (days > 0) return { closesAt: await announce(ctx, unit, organization, days) };
    const ending = { organization, defaults, apps: 'end_keys', members: 'default', reason: CLOSING_REASON } as const;
    const { credentialIds, ...counts } = await endOrganization(ctx, unit, ending);
    await unit.audit('organization.closed', subject, { name, ...counts, keys: credentialIds.length });
    return { closesAt: null };
  });
}

async function announce(
  ctx: Context,
  unit: Unit,
  { id, name }: { id: string; name: string },
  days: number,
): Promise<Date> {
  const closesAt = sql`date_trunc('second', now()) + make_interval(days => ${days})`;
  const [row] = await unit.tx
    .update(organizations)
    .set({ closesAt })
    .where(eq(organizations.id, id))
    .returning({ closesAt: organizations.closesAt });
  if (!row?.closesAt) throw new Error('requestClosing: the organization was locked and is gone');
  const runAt = new Date(row.closesAt.getTime() + SLACK_MS);
  await unit.enqueue({ kind: 'organization.close', organizationId: id }, { runAt });
  const { actor } = ctx;
  await tellOrganization(unit, {
    organizationId: id,
    message: 'organization-closing',
    subjectId: id,
    facts: { requestedBy: nameOfActor(actor) },
    note: { kind: 'organization.closing_requested', title: `${name} is being closed`, href: '/organization' },
    contact: 'all',
  });
  return row.closesAt;
}
