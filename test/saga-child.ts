/**
 * Does one thing that a person or a worker does to a credential, in a process of its own that a fault point may kill.
 * It waits for its orders on standard input, one line of JSON (`SagaOrders`), and prints `done` when nothing killed it.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { renewCredential } from '@/core/credentials/renew-credential';
import { resumeCredential } from '@/core/credentials/resume-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { SYNC_LIMITS } from '@/core/credentials/sync/limits';
import { syncCredential } from '@/core/credentials/sync-credential';
import type { Actor } from '@/core/identity/actor';
import { gatewaySeal } from '@/core/settings/ensure-basics';
import { databaseOn, openPool } from '@/db/client';
import { createTykGateway } from '@/gateway/tyk/tyk-gateway';
import { createFaults } from '@/server/faults';
import { createSecretBox } from '@/server/secret-box';
import { takeFreePlan } from './changes';

/** What to do, as whom, where it shall fail. */
export type SagaOrders = {
  what: 'claim' | 'revoke' | 'regenerate' | 'suspend' | 'resume' | 'renew' | 'change' | 'import' | 'end import';
  databaseUrl: string;
  secret: string;
  faults: string;
  credentialId: string;
  actor: Actor;
};

if (process.env.PORTAL_TEST !== '1') throw new Error('this is for tests only');
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const orders = JSON.parse(line) as SagaOrders;
const { credentialId } = orders;

const pool = openPool(orders.databaseUrl, { max: 4, onError: () => {} });
const secrets = createSecretBox(orders.secret);
const ctx: Context = {
  db: databaseOn(pool),
  actor: orders.actor,
  now: () => new Date(),
  secrets,
  portalUrl: 'http://portal.test',
  ip: '192.0.2.1',
  requestId: 'child',
  log: { info: () => {}, warn: () => {}, error: () => {} },
  fault: createFaults(orders.faults),
};
const gateways = {
  of: (gateway: { id: string; controlUrl: string; secretSealed: Buffer; gatewayOrgId: string; sentinelId: string }) =>
    createTykGateway({
      controlUrl: gateway.controlUrl,
      secret: secrets.open(gateway.secretSealed, gatewaySeal(gateway.id)),
      orgId: gateway.gatewayOrgId,
      sentinelId: gateway.sentinelId,
    }),
};
const limits = { ...SYNC_LIMITS, fenceSeconds: 0.3 };
const sync = (id: string) => syncCredential(ctx, gateways, { credentialId: id }, limits);

/** What is done, and the credential that the worker then turns to. */
const doing: Record<SagaOrders['what'], () => Promise<string>> = {
  claim: () => claimCredential(ctx, { credentialId }).then(() => credentialId),
  revoke: () => revokeCredential(ctx, { credentialId }).then(() => credentialId),
  regenerate: () => regenerateCredential(ctx, { credentialId, grace: 'now' }).then((made) => made.credentialId),
  suspend: () => suspendCredential(ctx, { credentialId }).then(() => credentialId),
  resume: () => resumeCredential(ctx, { credentialId }).then(() => credentialId),
  renew: () => renewCredential(ctx, { credentialId }).then(() => credentialId),
  change: () => takeFreePlan(ctx, credentialId).then(() => credentialId),
  // Ordered by an admin before; what fails is the worker's part.
  import: async () => credentialId,
  'end import': () => revokeCredential(ctx, { credentialId }).then(() => credentialId),
};
await sync(await doing[orders.what]());
process.stdout.write('done');
await pool.end();
process.exit(0);
