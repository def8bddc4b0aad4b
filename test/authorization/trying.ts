import { sql } from 'drizzle-orm';
import { claimCredential } from '@/core/credentials/claim-credential';
import { credentialSeal, keyDigest } from '@/core/credentials/key-secrets';
import type { Gateways } from '@/core/ports/gateway';
import { sendTrial } from '@/core/try-it/send-trial';
import { testKey } from '@/core/try-it/test-key';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { contextFor } from '../harness';
import { approvedRequest, testGateways } from '../provisioning';
import { documentProduct, trialOf } from '../trying';
import type { World } from '../world';
import type { Row } from './roles';
import { expecting, row } from './roles';

const outbound = createOutbound();

/** Ada's key for Payments, as if a gateway had made it; nothing answers at the gateway's address. */
async function withKey(db: Database, world: World): Promise<{ credentialId: string; gateways: Gateways }> {
  await documentProduct(db, world.payments.id);
  const { credentialId } = await approvedRequest(db, world);
  const ctx = contextFor(db, world.ada);
  await claimCredential(ctx, { credentialId });
  await db.update(credentials).set({
    status: 'active',
    activeAt: sql`now()`,
    settledAt: sql`now()`,
    keySealed: ctx.secrets.seal('a key', credentialSeal(credentialId)),
    keyDigest: keyDigest(ctx, 'a key'),
  });
  return { credentialId, gateways: testGateways(ctx) };
}

const members = ['ada', 'tom'] as const;
const admins = ['priya', 'alan', 'arun', 'audrey'] as const;

/** Calls from the reference, and tests of keys: with a key only by who shares its app. */
export const trying: Row[] = [
  row({
    verb: 'sendTrial',
    stage: withKey,
    act: (ctx, { credentialId }) => sendTrial(ctx, outbound, trialOf({ key: { kind: 'own', credentialId } })),
    // Payments is public: whoever may not send at all is told so, and of others' keys nobody hears.
    expected: expecting('not_found', {
      ok: members,
      forbidden: [...admins, 'nobody', 'penny', 'ursula', 'ivan', 'olga'],
    }),
  }),
  row({
    verb: 'testKey',
    stage: withKey,
    act: (ctx, { credentialId, gateways }) => testKey(ctx, { gateways, outbound }, { credentialId }),
    expected: expecting('not_found', { ok: members, forbidden: admins }),
  }),
];
