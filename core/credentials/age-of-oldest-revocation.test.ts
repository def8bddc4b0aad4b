import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { provisioningStage } from '@/test/provisioning-stage';
import { ageOfOldestRevocation } from './age-of-oldest-revocation';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

// Ask without `status = 'revoking'` and a key that ended long ago keeps the alarm on for ever.
test('the longest revocation is told from the wish on until its end is proven', () =>
  onStage(async (stage) => {
    const { db } = stage;
    const { credentialId } = await stage.activeKey();
    expect(await ageOfOldestRevocation(db)).toBe(0);
    await revokeCredential(stage.as(stage.world.ada), { credentialId });
    await db.execute(sql`update credentials set revoke_requested_at = now() - interval '40 minutes'`);
    expect(await ageOfOldestRevocation(db)).toBeCloseTo(2_400, -1);
    await stage.hurry();
    await stage.settle();
    expect(await ageOfOldestRevocation(db)).toBe(0);
  }));
