import { eq } from 'drizzle-orm';
import { accessRequests, credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { type LockedCredential, lockCredential } from './lock-credential';
import { nextOperation } from './next-operation';
import { renewalOpensAt } from './renewal';
import { whyNotOffered } from './still-offered';

const DAY_MS = 86_400_000;

/** What a form knew when it was sent; a second sending finds another end and changes nothing. */
export type RenewInput = { credentialId: string; expiresAt?: Date };

/**
 * Gives a key another lifetime of its plan, counted from now: the same key, near its end or after it, while its plan and
 * products are still offered to whoever asks. The gateway follows by itself. Throws `not_found`, `forbidden`, and
 * `conflict` where there is nothing to renew, or it is too early.
 */
export async function renewCredential(ctx: Context, input: RenewInput): Promise<{ expiresAt: Date }> {
  const renewed = await mutate(ctx, async (unit) => {
    const locked = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.renew', locked.resource);
    const { row } = locked;
    const lifetimeDays = refuseUnfit(locked, input);
    const { expiryMailDays } = await readSettings(unit.tx);
    const opensAt = renewalOpensAt({ expiresAt: row.expiresAt, lifetimeDays }, expiryMailDays);
    if (opensAt && opensAt > ctx.now()) throw conflict('It is too early to renew this key.');
    const reason = await reasonAgainst(ctx, unit, row.id);
    if (reason) throw conflict(`This key cannot be renewed. ${reason} Ask for access to another plan.`);

    // Whole seconds, as the gateway keeps them: the proof that follows compares them exactly.
    const expiresAt = new Date(Math.floor((ctx.now().getTime() + lifetimeDays * DAY_MS) / 1000) * 1000);
    await unit.tx
      .update(credentials)
      .set({ expiresAt, ...nextOperation })
      .where(eq(credentials.id, row.id));
    const { id, organizationId } = row;
    const detail = { from: row.expiresAt?.toISOString() ?? null, to: expiresAt.toISOString() };
    await unit.audit('credential.renewed', { kind: 'credential', id, organizationId }, detail);
    await unit.enqueue({ kind: 'credential.sync', credentialId: id });
    return { expiresAt };
  });
  await ctx.fault('renew.afterCommit');
  return renewed;
}

/** Answers the lifetime in days that it was approved with. */
function refuseUnfit({ row, organization }: LockedCredential, input: RenewInput): number {
  if (organization.status !== 'active') throw conflict('The organization is not active, so no key is renewed.');
  if (row.status !== 'active')
    throw conflict('Only an active key can be renewed. If this one has ended, ask for access again.');
  if (row.retiringAt) throw conflict('This key was replaced. Its successor goes on.');
  if (row.suspendedAt) throw conflict('This key is suspended. Ask who suspended it to resume it first.');
  if (row.foundAt) throw conflict('This key was found in the open. Regenerate it instead.');
  if (!row.expiresAt || row.wanted.lifetimeDays === null) throw conflict('This key does not expire.');
  const isSeen = !input.expiresAt || Math.abs(input.expiresAt.getTime() - row.expiresAt.getTime()) < 1000;
  if (!isSeen) throw conflict('Somebody renewed this key a moment ago.');
  return row.wanted.lifetimeDays;
}

async function reasonAgainst(ctx: Context, unit: Unit, credentialId: string): Promise<string | null> {
  const [asked] = await unit.tx
    .select({ reason: whyNotOffered(unit.tx, ctx.actor) })
    .from(accessRequests)
    .innerJoin(credentials, eq(credentials.accessRequestId, accessRequests.id))
    .where(eq(credentials.id, credentialId));
  return asked?.reason ?? null;
}
