import type { DemoApi, DemoPolicy } from './model';

/** The organization at the demo gateway: 24 hex digits, as Tyk's are. */
export const DEMO_ORG_ID = '6531f0c2a9d84e7b1c5a0d3e';

/** Gateway API ids of the demo; each answers at `/<id>/`. */
export const DEMO_API_IDS = [
  'petstore',
  'payments',
  'weather',
  'maps',
  'github',
  'books',
  'ledger',
  'shipping',
] as const;
/** One of them. */
export type DemoApiId = (typeof DEMO_API_IDS)[number];

/** Limits policies of the demo's plans. */
export const DEMO_PLAN_POLICY_IDS = {
  free: 'plan-free',
  standard: 'plan-standard',
  partner: 'plan-partner',
  unlimited: 'plan-unlimited',
} as const;

/** The access policy that opens one demo API. */
export function demoAccessPolicyId<Id extends DemoApiId>(apiId: Id): `acl-${Id}` {
  return `acl-${apiId}`;
}

/** The proxy path of one demo API, with both slashes. */
export function demoListenPath<Id extends DemoApiId>(apiId: Id): `/${Id}/` {
  return `/${apiId}/`;
}

const NAMES: Readonly<Record<DemoApiId, string>> = {
  petstore: 'Pet Store API',
  payments: 'Payments API',
  weather: 'Weather API',
  maps: 'Maps API',
  github: 'GitHub REST API',
  books: 'Books API',
  ledger: 'Ledger API',
  shipping: 'Shipping API',
};

/** The APIs of the demo; every call is answered by an echo. */
export const DEMO_APIS: readonly DemoApi[] = DEMO_API_IDS.map((apiId) => ({
  apiId,
  name: NAMES[apiId],
  listenPath: demoListenPath(apiId),
}));

const DAY_SECONDS = 86_400;
const MONTH_SECONDS = 30 * DAY_SECONDS;
const NO_LIMIT = { rate: 0, perSeconds: 0, quotaMax: -1, quotaRenewalSeconds: 0 };

/**
 * Policies that only open an API: no limits of their own, so that one plan's limits count for all products of a key.
 */
const ACCESS_POLICIES: readonly DemoPolicy[] = DEMO_API_IDS.map((apiId) => ({
  policyId: demoAccessPolicyId(apiId),
  name: `Access to ${NAMES[apiId]}`,
  apiIds: [apiId],
  partitions: ['access'],
  ...NO_LIMIT,
}));

function plan(policyId: string, name: string, limits: Partial<typeof NO_LIMIT>): DemoPolicy {
  return { policyId, name, apiIds: [], partitions: ['rate', 'quota'], ...NO_LIMIT, ...limits };
}

/**
 * Policies that only limit. Free and Standard have a quota, so they show what gateway.md 7 measured; the others do not.
 */
const PLAN_POLICIES: readonly DemoPolicy[] = [
  plan(DEMO_PLAN_POLICY_IDS.free, 'Free', {
    rate: 5,
    perSeconds: 10,
    quotaMax: 1_000,
    quotaRenewalSeconds: DAY_SECONDS,
  }),
  plan(DEMO_PLAN_POLICY_IDS.standard, 'Standard', {
    rate: 60,
    perSeconds: 60,
    quotaMax: 100_000,
    quotaRenewalSeconds: MONTH_SECONDS,
  }),
  plan(DEMO_PLAN_POLICY_IDS.partner, 'Partner', { rate: 100, perSeconds: 1 }),
  plan(DEMO_PLAN_POLICY_IDS.unlimited, 'Unlimited', {}),
];

/** What the demo's products and plans are made of. */
export const DEMO_POLICIES: readonly DemoPolicy[] = [...ACCESS_POLICIES, ...PLAN_POLICIES];
