import { z } from 'zod';
import type { DemoPolicy, Session } from './model';
import { applyPolicies } from './policies';
import { isThree, type World } from './world';

/** What a write may say. Other fields are ignored; a wrong type makes the request malformed. */
const bodySchema = z.object({
  org_id: z.string().default(''),
  apply_policies: z.array(z.string()).nullish(),
  access_rights: z.record(z.string(), z.looseObject({})).nullish(),
  expires: z.number().default(0),
  rate: z.number().default(0),
  per: z.number().default(0),
  quota_max: z.number().default(0),
  quota_renewal_rate: z.number().default(0),
  meta_data: z.record(z.string(), z.unknown()).nullish(),
  tags: z.array(z.string()).nullish(),
  alias: z.string().default(''),
  is_inactive: z.boolean().default(false),
});

/** The body of a write, with the gateway's defaults. */
export type Asked = z.output<typeof bodySchema>;

/** The body of a write, or null when it is none. */
export function parseBody(text: string): Asked | null {
  try {
    return bodySchema.parse(JSON.parse(text));
  } catch {
    // Tyk does not say what is wrong either.
    return null;
  }
}

/** The session that a write makes, or why the gateway makes none. */
export type Made =
  | { outcome: 'made'; session: Session }
  | { outcome: 'no_policy'; policyId: string }
  | { outcome: 'no_rights' };

/** How the write came. */
export type Occasion = {
  /** The session that is replaced, on PUT. */
  before: Session | null;
  /** `/keys/create` is the one write that keeps an expiry in the past. */
  keepsPastExpiry: boolean;
  suppressReset: boolean;
};

/** The whole session that a write leaves behind: nothing of the old one but its birth date and a future expiry. */
export function makeSession(world: World, asked: Asked, occasion: Occasion): Made {
  if (isThree(world) && !knowsAll(world, asked)) return { outcome: 'no_rights' };
  const applied = applyPolicies(world.definitions.loaded, world.orgId, blankSession(asked));
  if (applied.outcome !== 'applied') return applied;

  const nowSeconds = Math.floor(world.now() / 1000);
  const session = applied.session;
  return {
    outcome: 'made',
    session: {
      ...session,
      is_inactive: session.is_inactive || (isThree(world) && asked.is_inactive),
      expires: expiryOf(world, asked, occasion, nowSeconds),
      date_created: occasion.before?.date_created ?? new Date(world.now()).toISOString(),
      ...(occasion.suppressReset
        ? { quota_renews: 0, last_updated: '' }
        : { quota_renews: nowSeconds + Math.max(session.quota_renewal_rate, 0), last_updated: String(nowSeconds) }),
    },
  };
}

/** A session of what was asked for alone, before any policy is laid over it. */
export function blankSession(asked: Asked): Session {
  return {
    org_id: asked.org_id,
    apply_policies: asked.apply_policies ?? [],
    access_rights: asked.access_rights ?? {},
    expires: 0,
    rate: asked.rate,
    per: asked.per,
    quota_max: asked.quota_max,
    quota_remaining: 0,
    quota_renews: 0,
    quota_renewal_rate: asked.quota_renewal_rate,
    meta_data: asked.meta_data ?? {},
    tags: asked.tags ?? [],
    alias: asked.alias,
    is_inactive: asked.is_inactive,
    date_created: '',
    last_updated: '',
  };
}

/**
 * A past expiry (but the literal 1) is not refused: it keeps the old one, or becomes 0, which is never (gateway.md
 * 4.3).
 */
function expiryOf(world: World, asked: Asked, occasion: Occasion, nowSeconds: number): number {
  const lifetime = Math.max(0, ...policiesOf(world, asked).map((policy) => policy.keyExpiresInSeconds ?? 0));
  if (!occasion.before && lifetime > 0) return nowSeconds + lifetime;
  const isPast = asked.expires > 1 && asked.expires < nowSeconds;
  if (isPast && !occasion.keepsPastExpiry) return occasion.before?.expires ?? 0;
  return Math.max(asked.expires, 0);
}

function policiesOf(world: World, asked: Asked): readonly DemoPolicy[] {
  const wanted = asked.apply_policies ?? [];
  return world.definitions.loaded.policies.filter((policy) => wanted.includes(policy.policyId));
}

/** 3.x refuses what it does not know: one unknown policy, or rights to an API that is not loaded (gateway.md 12). */
function knowsAll(world: World, asked: Asked): boolean {
  const apiIds = world.definitions.loaded.apis.map((api) => api.apiId);
  const knowsPolicies = policiesOf(world, asked).length === (asked.apply_policies ?? []).length;
  return knowsPolicies && Object.keys(asked.access_rights ?? {}).every((apiId) => apiIds.includes(apiId));
}
