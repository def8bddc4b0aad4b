import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { gatewayPolicies, products } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { outcome } from '@/test/outcome';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { documentProduct, trialOf } from '@/test/trying';
import { addToCart } from '../cart/add';
import { getProduct } from '../products/get-product';
import { sendTrial } from '../try-it/send-trial';
import { testKey } from '../try-it/test-key';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();
const outbound = createOutbound();

const setState = (stage: Stage, state: 'draft' | 'published' | 'retired') =>
  stage.db.update(products).set({ state }).where(eq(products.id, stage.world.payments.id));

/** The gateway tells whether it still has the policy. */
async function setMissing({ db, world: { payments } }: Stage, missingSince: Date | null): Promise<void> {
  const policy = {
    gatewayId: payments.gatewayId ?? '',
    policyId: payments.accessPolicyId ?? '',
    name: 'Payments',
    missingSince,
  };
  await db
    .insert(gatewayPolicies)
    .values(policy)
    .onConflictDoUpdate({ target: [gatewayPolicies.gatewayId, gatewayPolicies.policyId], set: { missingSince } });
}

const ways: Record<string, { hide: (stage: Stage) => Promise<unknown>; show: (stage: Stage) => Promise<unknown> }> = {
  'a draft': { hide: (stage) => setState(stage, 'draft'), show: (stage) => setState(stage, 'published') },
  retired: { hide: (stage) => setState(stage, 'retired'), show: (stage) => setState(stage, 'published') },
  'without its policy': { hide: (stage) => setMissing(stage, new Date()), show: (stage) => setMissing(stage, null) },
};

// Let readOwnKey, revealCredential or revokeCredential ask for a visible product, or sendTrial for any, and this must fail.
test('a product that is hidden can be found, asked for and tried by nobody, but its keys stay their owners’', () =>
  onStage(async (stage) => {
    const ada = stage.as(stage.world.ada);
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId, key } = await stage.activeKey();
    const trial = trialOf({ key: { kind: 'own', credentialId } });
    const ask = async () => ({
      page: await outcome(getProduct(ada, { slug: 'payments' })),
      cart: await outcome(addToCart(ada, { catalogSlug: 'public', productSlug: 'payments' })),
      trial: await outcome(sendTrial(ada, outbound, trial)),
      pasted: await outcome(
        testKey(ada, { gateways: stage.gateways, outbound }, { product: 'payments', api: 'payments', pasted: key }),
      ),
    });
    expect(await ask()).toEqual({ page: 'ok', cart: 'ok', trial: 'ok', pasted: 'ok' });

    for (const { hide, show } of Object.values(ways)) {
      await hide(stage);
      const nothing = 'not_found';
      expect(await ask()).toEqual({ page: nothing, cart: nothing, trial: nothing, pasted: nothing });
      expect(await revealCredential(ada, { credentialId })).toMatchObject({ key });
      const tested = await testKey(ada, { gateways: stage.gateways, outbound }, { credentialId });
      expect(tested.verdict).toBe('works');
      await show(stage);
    }

    await setMissing(stage, new Date());
    await revokeCredential(ada, { credentialId });
    await stage.settle();
    expect((await stage.row(credentialId)).status).toBe('revoked');
  }));
