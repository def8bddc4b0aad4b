/**
 * Does one thing that a person or a worker does to a credential, in a process of its own that a fault point may kill:
 *   node --import tsx test/saga-child.ts <claim|revoke|regenerate|sync|reconcile>
 * DATABASE_URL, FAULT_POINTS, CREDENTIAL_ID and ACTOR (JSON) say with what. Prints `done` when nothing killed it.
 */
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { regenerateCredential } from '@/core/credentials/regenerate-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { SYNC_LIMITS } from '@/core/credentials/sync/limits';
import { syncCredential } from '@/core/credentials/sync-credential';
import type { Actor } from '@/core/identity/actor';
import { RECONCILE_LIMITS } from '@/core/reconciler/limits';
import { reconcile } from '@/core/reconciler/reconcile';
import { gatewaySeal } from '@/core/settings/ensure-basics';
import { databaseOn, openPool } from '@/db/client';
import { createTykGateway } from '@/gateway/tyk/tyk-gateway';
import { createFaults } from '@/server/faults';
import { createSecretBox } from '@/server/secret-box';

const { DATABASE_URL = '', FAULT_POINTS = '', CREDENTIAL_ID = '', ACTOR = '', SECRET = '', PORTAL_TEST } = process.env;
if (PORTAL_TEST !== '1') throw new Error('this is for tests only');

const pool = openPool(DATABASE_URL, { max: 4, onError: () => {} });
const secrets = createSecretBox(SECRET);
const ctx: Context = {
  db: databaseOn(pool),
  actor: JSON.parse(ACTOR) as Actor,
  now: () => new Date(),
  secrets,
  portalUrl: 'http://portal.test',
  ip: '192.0.2.1',
  requestId: 'child',
  log: { info: () => {}, warn: () => {}, error: () => {} },
  fault: createFaults(FAULT_POINTS),
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
const limits = { ...SYNC_LIMITS, fenceSeconds: 1.1 };
const sync = (credentialId: string) => syncCredential(ctx, gateways, { credentialId }, limits);

switch (process.argv[2]) {
  case 'claim':
    await claimCredential(ctx, { credentialId: CREDENTIAL_ID });
    await sync(CREDENTIAL_ID);
    break;
  case 'revoke':
    await revokeCredential(ctx, { credentialId: CREDENTIAL_ID });
    await sync(CREDENTIAL_ID);
    break;
  case 'regenerate':
    await sync((await regenerateCredential(ctx, { credentialId: CREDENTIAL_ID, grace: 'now' })).credentialId);
    break;
  case 'reconcile':
    await reconcile(
      ctx,
      gateways,
      { fix: true },
      { reconcile: { ...RECONCILE_LIMITS, stuckSeconds: 0 }, sync: limits },
    );
    break;
  default:
    await sync(CREDENTIAL_ID);
}
process.stdout.write('done');
await pool.end();
