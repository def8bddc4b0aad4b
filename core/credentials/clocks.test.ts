import { expect, test } from 'vitest';
import { approvedRequest, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { claimCredential } from './claim-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();
const MINUTES = 60_000;
const wrongBy = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * MINUTES) });

// Take leases or next looks from ctx.now() instead of now() and one of these waits for a time that does not come.
test.each([
  ['ten minutes apart', 10, -10],
  ['an hour back between two steps', 0, -60],
  ['a day ahead, then right again', 1_440, 0],
])('workers whose clocks are %s make one key and end it, as ever [C-01] [C-04]', (_what, one, other) =>
  onStage(async (stage) => {
    const { credentialId } = await approvedRequest(stage.db, stage.world);
    await claimCredential(stage.as(stage.world.ada, wrongBy(one)), { credentialId });
    await Promise.all([
      stage.sync(credentialId, {}, wrongBy(one)),
      stage.sync(credentialId, {}, wrongBy(other)),
      stage.sync(credentialId, {}, wrongBy(other)),
    ]);
    await stage.hurry();
    await stage.sync(credentialId, {}, wrongBy(other));
    expect(await stage.row(credentialId)).toMatchObject({ status: 'active' });
    expect(keysAt(stage.gateway)).toHaveLength(1);

    await revokeCredential(stage.as(stage.world.ada, wrongBy(other)), { credentialId });
    await stage.sync(credentialId, {}, wrongBy(one));
    await stage.settle();
    expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    expect(keysAt(stage.gateway)).toEqual([]);
  }),
);
