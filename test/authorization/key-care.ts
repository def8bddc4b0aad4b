import { eq, sql } from 'drizzle-orm';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { confirmApp } from '@/core/apps/confirm-app';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { endAllKeysOfApp } from '@/core/credentials/end-all-of-app';
import { endAllKeysOfOrganization } from '@/core/credentials/end-all-of-organization';
import { endReplacedNow } from '@/core/credentials/end-now';
import { extendGrace } from '@/core/credentials/extend-grace';
import { keyDigest } from '@/core/credentials/key-secrets';
import { renameCredential } from '@/core/credentials/rename-credential';
import { renewCredential } from '@/core/credentials/renew-credential';
import { reportFoundKey } from '@/core/credentials/report-found-key';
import type { Database } from '@/db/client';
import { accessRequests, apps, credentials } from '@/db/schema';
import { contextFor } from '../harness';
import { testGateways } from '../provisioning';
import { seedRequest } from '../requests';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const members: Role[] = ['ada', 'tom'];
const admins: Role[] = ['priya', 'alan', 'arun', 'audrey'];
const runners: Role[] = ['priya', 'alan'];

/** Those who share the app, and no admin. */
const isTheirs = expecting('not_found', { ok: members, forbidden: admins });
const alsoRunners = expecting('not_found', { ok: [...members, ...runners], forbidden: ['arun', 'audrey'] });

/** A key of Ada's and Tom's that works, as if a gateway had answered. */
const active =
  (change: Partial<typeof credentials.$inferInsert> = {}) =>
  async (db: Database, world: World) => {
    const asked = await seedRequest(db, world);
    await approveAccessRequest(contextFor(db, world.priya), asked);
    const isOfRequest = eq(credentials.accessRequestId, asked.requestId);
    const [made] = await db.select({ credentialId: credentials.id }).from(credentials).where(isOfRequest);
    if (!made) throw new Error('the approval prepared no credential');
    const ctx = contextFor(db, world.ada);
    await claimCredential(ctx, made);
    await db
      .update(credentials)
      .set({
        status: 'active',
        activeAt: sql`now()`,
        settledAt: sql`now()`,
        keyDigest: keyDigest(ctx, 'a key'),
        ...change,
      })
      .where(isOfRequest);
    await db.update(accessRequests).set({ status: 'fulfilled' }).where(eq(accessRequests.id, asked.requestId));
    return made;
  };

const HOUR_MS = 3_600_000;
const replaced = { retiringAt: new Date(), endsAt: new Date(Date.now() + HOUR_MS) };

async function ending(db: Database, world: World) {
  const made = await active({ expiresAt: new Date(Date.now() + HOUR_MS) })(db, world);
  const wanted = sql`jsonb_set(wanted, '{lifetimeDays}', '10')`;
  await db.update(credentials).set({ wanted }).where(eq(credentials.id, made.credentialId));
  return made;
}

async function appWithKey(db: Database, world: World) {
  const { credentialId } = await active()(db, world);
  const [app] = await db
    .select({ appId: apps.id, typedName: apps.name })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(eq(credentials.id, credentialId));
  if (!app) throw new Error('the key has no app');
  return app;
}

/** What people do for their keys, and what the portal does by the clock. */
export const keyCare: Row[] = [
  row({
    verb: 'renameCredential',
    stage: active(),
    act: (ctx, stage) => renameCredential(ctx, { ...stage, name: 'Night job' }),
    expected: alsoRunners,
  }),
  row({ verb: 'renewCredential', stage: ending, act: renewCredential, expected: isTheirs }),
  row({
    verb: 'extendGrace',
    stage: active(replaced),
    act: (ctx, stage) => extendGrace(ctx, { ...stage, extension: '24h' }),
    expected: isTheirs,
  }),
  row({ verb: 'endReplacedNow', stage: active(replaced), act: endReplacedNow, expected: isTheirs }),
  row({ verb: 'endAllKeysOfApp', stage: appWithKey, act: endAllKeysOfApp, expected: alsoRunners }),
  row({
    verb: 'endAllKeysOfOrganization',
    stage: appWithKey,
    act: (ctx, _stage, world) =>
      endAllKeysOfOrganization(ctx, { organizationId: world.acme.id, typedName: world.acme.name }),
    expected: expecting('not_found', {
      ok: ['ada', ...runners],
      forbidden: ['tom', 'arun', 'audrey'],
      unauthenticated: ['nobody'],
    }),
  }),
  row({
    verb: 'confirmApp',
    stage: nothing,
    act: (ctx, _stage, world) => confirmApp(ctx, { appId: world.ledger.id }),
    expected: isTheirs,
  }),
  {
    verb: 'reportFoundKey',
    bearer: 'a key that somebody found: whoever they are',
    act: (ctx: Context) => reportFoundKey(ctx, testGateways(ctx), { key: 'a key that nobody knows' }),
    answer: 'ok',
  },
  { verb: 'tellHolder', system: 'key care' },
  { verb: 'askForReviews', system: 'key care' },
  { verb: 'endUnusedKeys', system: 'key care' },
];
