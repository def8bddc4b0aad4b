import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { catalogProducts, gatewayPolicies, productApis } from '@/db/schema';

/** What a product needs before people may see it, where that is mended, and what to do when it is not met. */
export type PublishCheck = {
  name: 'summary' | 'catalog' | 'policy' | 'apis';
  isMet: boolean;
  /** What it says when it is met. */
  met: string;
  /** What to do about it. */
  missing: string;
};

type Checked = {
  id: string;
  summary: string;
  gatewayId: string | null;
  accessPolicyId: string | null;
  ownsPolicy: boolean;
  policyProblem: string | null;
};

/** Asks the four questions. A product that is documentation only needs no policy. */
export async function publishChecks(
  db: Pick<Database | Transaction, 'select'>,
  product: Checked,
): Promise<PublishCheck[]> {
  const shelves = await db
    .select({ id: catalogProducts.catalogId })
    .from(catalogProducts)
    .where(eq(catalogProducts.productId, product.id))
    .limit(1);
  const apis = await db
    .select({ id: productApis.id })
    .from(productApis)
    .where(eq(productApis.productId, product.id))
    .limit(1);
  return [
    {
      name: 'summary',
      isMet: product.summary.trim() !== '',
      met: 'It has a summary.',
      missing: 'Write a summary: cards and search results show it.',
    },
    { name: 'catalog', isMet: shelves.length > 0, met: 'It stands in a catalog.', missing: 'Put it into a catalog.' },
    {
      name: 'apis',
      isMet: apis.length > 0 || product.gatewayId === null,
      met: 'It has an API.',
      missing: 'Add an API: a key would open nothing.',
    },
    await policyCheck(db, product),
  ];
}

async function policyCheck(db: Pick<Database | Transaction, 'select'>, product: Checked): Promise<PublishCheck> {
  const check = { name: 'policy' as const, met: 'The gateway has its policy.' };
  const { gatewayId, accessPolicyId } = product;
  if (gatewayId === null || accessPolicyId === null) {
    return { ...check, isMet: true, met: 'It is documentation only: it needs no policy.', missing: '' };
  }
  const [policy] = await db
    .select({ missingSince: gatewayPolicies.missingSince })
    .from(gatewayPolicies)
    .where(and(eq(gatewayPolicies.gatewayId, gatewayId), eq(gatewayPolicies.policyId, accessPolicyId)));
  const isThere = policy !== undefined && policy.missingSince === null;
  if (product.ownsPolicy) {
    const missing = product.policyProblem
      ? `The gateway did not take its policy: ${product.policyProblem}`
      : 'Its policy is not at the gateway yet. Wait a moment, or look under Access.';
    return { ...check, isMet: isThere && product.policyProblem === null, missing };
  }
  return {
    ...check,
    isMet: isThere,
    missing: 'The gateway does not have its policy. Choose another one under Access.',
  };
}
