import { eq, sql } from 'drizzle-orm';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { claimCredential } from '@/core/credentials/claim-credential';
import { credentialSeal, keyDigest } from '@/core/credentials/key-secrets';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { resendConfirmation } from '@/core/credentials/resend-confirmation';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { retryCredential } from '@/core/credentials/retry-credential';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import { contextFor } from '../harness';
import { seedRequest } from '../requests';
import type { World } from '../world';
import { expecting, type Role, type Row, row } from './roles';

type Stage = { credentialId: string };
type Change = Partial<typeof credentials.$inferInsert>;

/** Ada's request for Payments, approved: the credential waits for its Generate key. */
async function awaiting(db: Database, world: World): Promise<Stage> {
  const asked = await seedRequest(db, world);
  await approveAccessRequest(contextFor(db, world.priya), asked);
  const [made] = await db
    .select({ credentialId: credentials.id })
    .from(credentials)
    .where(eq(credentials.accessRequestId, asked.requestId));
  if (!made) throw new Error('the approval prepared no credential');
  return made;
}

/** The same with a key that works, as if a gateway had answered. */
const active =
  (change: Change = {}) =>
  async (db: Database, world: World): Promise<Stage> => {
    const made = await awaiting(db, world);
    const ctx = contextFor(db, world.ada);
    await claimCredential(ctx, made);
    await db
      .update(credentials)
      .set({
        status: 'active',
        activeAt: sql`now()`,
        settledAt: sql`now()`,
        keySealed: ctx.secrets.seal('a key', credentialSeal(made.credentialId)),
        keyDigest: keyDigest(ctx, 'a key'),
        ...change,
      })
      .where(eq(credentials.id, made.credentialId));
    return made;
  };

const members: Role[] = ['ada', 'tom'];
const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const runners: Role[] = ['priya', 'alan'];

/** Keys belong to those who share the app; no admin ever holds one. */
const usesKey = expecting('not_found', { ok: members, forbidden: admins });
const endsKey = expecting('not_found', { ok: [...members, ...runners], forbidden: ['arun', 'audrey'] });
const blocksKey = expecting('not_found', { ok: ['ada', ...runners], forbidden: ['tom', 'arun', 'audrey'] });

/** Credentials and their keys. */
export const keys: Row[] = [
  row({ verb: 'claimCredential', stage: awaiting, act: claimCredential, expected: usesKey }),
  row({ verb: 'revealCredential', stage: active(), act: revealCredential, expected: usesKey }),
  row({
    verb: 'regenerateCredential',
    stage: active(),
    act: (ctx, stage) => regenerateCredential(ctx, { ...stage, grace: 'now' }),
    // Admins order a new key over the REST API; they never see it.
    expected: endsKey,
  }),
  row({ verb: 'revokeCredential', stage: active(), act: revokeCredential, expected: endsKey }),
  row({
    verb: 'retryCredential',
    stage: active({ status: 'failed', activeAt: null, keyDigest: null, keySealed: null }),
    act: retryCredential,
    expected: endsKey,
  }),
  row({ verb: 'suspendCredential', stage: active(), act: suspendCredential, expected: blocksKey }),
  row({
    verb: 'resumeCredential',
    stage: active({ suspendedAt: new Date() }),
    act: resumeCredential,
    expected: blocksKey,
  }),
  row({
    verb: 'resendConfirmation',
    stage: awaiting,
    act: resendConfirmation,
    expected: expecting('not_found', { ok: [...members, 'priya', 'alan', 'arun'], forbidden: ['audrey'] }),
  }),
];
