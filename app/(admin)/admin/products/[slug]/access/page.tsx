import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { can } from '@/core/policy';
import { countKeysByPolicy, type KeysOnPolicy } from '@/core/products/count-keys-by-policy';
import { getProductForAdmin, type ProductForAdmin } from '@/core/products/get-product-for-admin';
import { type AccessChoices, listAccessChoices } from '@/core/products/list-access-choices';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { AccessForm } from './access-form';

export const metadata: Metadata = { title: 'Access of a product' };

export default async function ProductAccessPage({ params }: PageProps<'/admin/products/[slug]/access'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/access`);
  const product = await orNotFound(getProductForAdmin(ctx, { slug }));
  const choices = await listAccessChoices(ctx);
  const keys = await countKeysByPolicy(ctx, { productId: product.id });
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Problem product={product} now={ctx.now()} />
          <Card title="What opens it" description="Counts for requests from now on: keys in force keep their policy.">
            <AccessForm
              key={product.version}
              product={{ id: product.id, version: product.version }}
              gateways={choices.gateways}
              policies={choices.policies.map(({ id, gatewayName, name, policyId, opens }) => ({
                ...{ id, gatewayName, name, policyId, opens },
              }))}
              chosen={chosenOf(product, choices)}
              mayChange={can(ctx.actor, 'offer.change')}
            />
          </Card>
        </div>
        <div className="grid gap-6">
          <Now product={product} choices={choices} />
          <Keys keys={keys} current={product.access?.policyId ?? null} />
        </div>
      </div>
    </ProductFrame>
  );
}

function chosenOf({ access }: ProductForAdmin, { policies, gateways }: AccessChoices) {
  const first = gateways.length === 1 ? (gateways[0]?.id ?? '') : '';
  if (access === null) return { kind: 'none' as const, policyId: '', gatewayId: first };
  if (access.ownsPolicy) return { kind: 'own' as const, policyId: '', gatewayId: access.gatewayId };
  const policy = policies.find((one) => one.gatewayId === access.gatewayId && one.policyId === access.policyId);
  return { kind: 'existing' as const, policyId: policy?.id ?? '', gatewayId: access.gatewayId };
}

function Problem({ product: { access }, now }: { product: ProductForAdmin; now: Date }) {
  if (access === null) return null;
  if (access.policyProblem !== null) {
    return (
      <Alert tone="danger" title="The gateway did not take the policy">
        {access.policyProblem}
      </Alert>
    );
  }
  if (access.missingSince === null) return null;
  if (access.ownsPolicy)
    return <Alert>The policy is on its way to the gateway. Open the page again in a moment.</Alert>;
  return (
    <Alert tone="danger" title="The gateway does not have this policy any more">
      It is gone since <Time value={access.missingSince} now={now} />. Nobody sees the product until the policy is back
      or you choose another one.
    </Alert>
  );
}

function Now({ product, choices }: { product: ProductForAdmin; choices: AccessChoices }) {
  const { access } = product;
  if (access === null) return null;
  const policy = choices.policies.find((one) => one.gatewayId === access.gatewayId && one.policyId === access.policyId);
  const closed = policy
    ? product.apis.filter(({ gatewayApiId }) => gatewayApiId !== null && !policy.apiIds.includes(gatewayApiId))
    : [];
  const others = policy?.products.filter((name) => name !== product.name) ?? [];
  return (
    <Card title="Now">
      <div className="grid gap-4">
        <Facts
          facts={[
            { label: 'Gateway', value: access.gatewayName },
            { label: 'Policy', value: access.policyName ?? access.policyId },
            { label: 'Its id', value: <code className="break-all text-xs">{access.policyId}</code> },
            policy !== undefined && { label: 'Opens', value: policy.opens.join(', ') || 'Nothing by name' },
            others.length > 0 && { label: 'Also of', value: others.join(', ') },
          ]}
        />
        {closed.length > 0 && (
          <Alert tone="warning">
            This policy does not open {closed.map(({ name }) => name).join(', ')}: keys get no answer there.
          </Alert>
        )}
      </div>
    </Card>
  );
}

function Keys({ keys, current }: { keys: readonly KeysOnPolicy[]; current: string | null }) {
  return (
    <Card title="Live keys" description="By the policy that they were made with.">
      {keys.length === 0 ? (
        <p className="text-ink-muted">Nobody has a key for this product.</p>
      ) : (
        <ul className="grid gap-2">
          {keys.map(({ policyId, keys: count }) => (
            <li key={policyId} className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 break-all">
                <code className="text-xs">{policyId}</code>
                {policyId !== current && <span className="block text-ink-muted text-xs">An earlier policy</span>}
              </span>
              <span>{count}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
