import { expect, test } from 'vitest';
import { approvedRequest, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { claimCredential } from './claim-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();
const WORKERS = 4;
const KEYS = 4;

// Leave the number of the turn out of sync/operation.ts and this must fail.
test('four workers that do the same jobs at once, twice and in another order make each key once and end each that was revoked [R-17]', () =>
  onStage(async (stage) => {
    const made: string[] = [];
    for (let at = 0; at < KEYS; at += 1) {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await claimCredential(stage.as(stage.world.ada), { credentialId });
      made.push(credentialId);
    }
    const revoked = made.filter((_, at) => at % 2 === 0);
    /** Every job twice, each worker beginning somewhere else; in the middle half of the keys are revoked. */
    const worker = async (number: number) => {
      const jobs = [...made.slice(number), ...made.slice(0, number)];
      for (const credentialId of [...jobs, ...jobs.reverse()]) await stage.sync(credentialId);
    };
    const workers = Array.from({ length: WORKERS }, (_, number) => worker(number));
    for (const credentialId of revoked) await revokeCredential(stage.as(stage.world.ada), { credentialId });
    await Promise.all(workers);
    await stage.hurry();
    await stage.settle();
    const held = keysAt(stage.gateway).map(({ credentialId }) => credentialId);
    expect(held.sort()).toEqual(made.filter((id) => !revoked.includes(id)).sort());
    for (const credentialId of made) {
      const status = revoked.includes(credentialId) ? 'revoked' : 'active';
      expect(await stage.row(credentialId), credentialId).toMatchObject({ status });
    }
  }));
