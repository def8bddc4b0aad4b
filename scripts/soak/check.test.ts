import { expect, test } from 'vitest';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { mails } from '@/db/schema';
import { provisioningStage } from '@/test/provisioning-stage';
import { findFaults, untilRest } from './check';
import { openTally } from './tally';

const onStage = provisioningStage();

test('a promise that was kept is no fault, and one that was broken is named', () =>
  onStage(async ({ db, system, gateway, activeKey }) => {
    const { requestId, credentialId, key } = await activeKey();
    const kept = openTally().promised;
    kept.approved.add(requestId);
    kept.shown.set(credentialId, key);
    // Nobody sends mails here.
    await db.update(mails).set({ state: 'dropped' });
    await untilRest(system, 20_000);
    expect(await findFaults(system, gateway, kept)).toEqual([]);

    const broken = openTally().promised;
    broken.declined.add(requestId);
    broken.revoked.add(credentialId);
    broken.shown.set(credentialId, 'another-key');
    expect(await findFaults(system, gateway, broken)).toEqual([
      `answered declined, but it is fulfilled: ${requestId}`,
      `answered revoked, but it is active: ${credentialId}`,
      `a key that was shown is not at the gateway, and active here: ${credentialId}`,
    ]);
  }));

test('what is still on its way is no rest, and is named', () =>
  onStage(async ({ system, as, world, activeKey }) => {
    const { credentialId } = await activeKey();
    await revokeCredential(as(world.ada), { credentialId });
    await expect(untilRest(system, 0)).rejects.toThrow(`key ${credentialId} revoking`);
  }));
