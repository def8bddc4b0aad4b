import { and, eq } from 'drizzle-orm';
import { accessRequests, credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound, unauthenticated } from '../errors';
import { recallToken, spendToken } from '../identity/tokens';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { visibleCredentials } from '../visibility';
import { type LockedCredential, lockCredential } from './lock-credential';
import { provision } from './provision';

/** How far a key has come (glossary: credential). */
export type CredentialStatus = (typeof credentials.$inferSelect)['status'];

/** By the link of the mail, or by the button of the app's page. */
export type ClaimInput = { credentialId: string } | { token: string };
/** What a click came to. `isNew` is false where an earlier one had let the key be made. */
export type Claimed = { credentialId: string; status: CredentialStatus; isNew: boolean };

/** Ends a change that has nothing to change: nothing to commit, nothing to explain. */
class MadeAlready extends Error {
  constructor(readonly claimed: Claimed) {
    super('the key is being made or was made already');
  }
}

/**
 * Lets an approved key be made, once for the request whatever the number of clicks, people and links: whoever comes
 * later gets the state of the same key. Only ever called by a POST. A link in the wrong hands is not used up and looks
 * like one that never was. Throws `not_found`, `forbidden`, and `conflict` when it is too late.
 */
export async function claimCredential(ctx: Context, input: ClaimInput): Promise<Claimed> {
  const token = 'token' in input ? input.token : null;
  const credentialId = 'token' in input ? await credentialOfLink(ctx, input.token) : input.credentialId;
  const claimed = await mutate(ctx, async (unit) => {
    const locked = await lockCredential(unit.tx, ctx.actor, credentialId);
    authorize(ctx.actor, 'credential.claim', locked.resource);
    const { status } = locked.row;
    const isMade = status === 'provisioning' || status === 'active';
    if (isMade) throw new MadeAlready({ credentialId, status, isNew: false });
    refuseTooLate(locked);
    if (token !== null) await spend(unit, token, locked.row.accessRequestId);
    await provision(ctx, unit, locked.row, { isKicked: true });
    await ctx.fault('claim.beforeCommit');
    return { credentialId, status: 'provisioning' as const, isNew: true };
  }).catch((error: unknown) => {
    if (error instanceof MadeAlready) return error.claimed;
    throw error;
  });
  await ctx.fault('claim.afterCommit');
  return claimed;
}

function refuseTooLate({ row, request, organization, app }: LockedCredential): void {
  if (app.deletedAt) throw notFound();
  if (organization.status !== 'active') throw conflict('The organization is not active, so no key can be made for it.');
  if (row.status === 'failed') throw conflict('The gateway refused this key. Try again from the app’s page.');
  if (row.status !== 'awaiting_claim') throw conflict('This key was revoked. Ask for access again to get a new one.');
  if (request.status !== 'approved') throw conflict(`This request is ${request.status}, so it gives no key any more.`);
}

/**
 * Uses the link up. One that has ended gives nothing, though the same person still finds the button on the app's page.
 */
async function spend(unit: Unit, token: string, requestId: string): Promise<void> {
  const spent = await spendToken(unit.tx, { purpose: 'confirm_request', token });
  if (spent?.subjectId !== requestId) throw conflict('This link has ended. Use the button on the app’s page instead.');
}

/** The credential that a link is about, for an actor who may see it. The try of anybody else is written down. */
async function credentialOfLink(ctx: Context, token: string): Promise<string> {
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  const link = await recallToken(ctx.db, { purpose: 'confirm_request', token });
  if (!link) throw notFound();
  const isOfLink = and(eq(credentials.accessRequestId, link.subjectId), eq(credentials.generation, 1));
  const [visible] = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(isOfLink, visibleCredentials(ctx.db, ctx.actor)));
  if (visible) return visible.id;
  await writeDownRefusal(ctx, link.subjectId);
  throw notFound();
}

async function writeDownRefusal(ctx: Context, requestId: string): Promise<void> {
  await mutate(ctx, async (unit) => {
    const [request] = await unit.tx
      .select({ organizationId: accessRequests.organizationId })
      .from(accessRequests)
      .where(eq(accessRequests.id, requestId));
    const organizationId = request?.organizationId ?? null;
    await unit.audit('credential.claim_refused', { kind: 'access_request', id: requestId, organizationId });
  });
}
