import type { Hono } from 'hono';
import { keyFor, storeName } from './key-names';
import type { DemoApi, KeyRecord, Session } from './model';
import { applyPolicies } from './policies';
import { type Spent, spendQuota, writeBack } from './quota';
import type { CachedKey } from './session-cache';
import { echo } from './upstream';
import { type DemoContext, type DemoEnv, isThree, type World } from './world';

const DISALLOWED = { status: 403, error: 'Access to this API has been disallowed' } as const;

type Refusal = { status: 401 | 403 | 429; error: string };

/** Everything that is no control path is a call of an API (gateway.md 10). */
export function addProxyRoute(app: Hono<DemoEnv>, world: World): void {
  app.all('*', async (c) => {
    const api = world.definitions.loaded.apis.find((known) => `${c.req.path}/`.startsWith(known.listenPath));
    if (!api) return c.text('Not Found', 404);
    const startedMs = performance.now();
    const { answer, key } = await call(c, world, api);
    world.pump.count({
      at: new Date(world.now()),
      orgId: api.orgId ?? world.orgId,
      apiId: api.apiId,
      apiName: api.name,
      key: key?.name ?? null,
      alias: key?.record.session.alias ?? '',
      path: `/${c.req.path.slice(api.listenPath.length)}`,
      status: answer.status,
      calls: 1,
      latencyMs: performance.now() - startedMs,
    });
    return answer;
  });
}

/** The answer, and the key that it was for, where there was one. */
async function call(c: DemoContext, world: World, api: DemoApi): Promise<{ answer: Response; key: CachedKey | null }> {
  const presented = presentedKey(c);
  if (!presented) return { answer: refusal(c, { status: 401, error: 'Authorization field missing' }), key: null };
  const key = load(world, api, presented);
  if (!key) return { answer: refusal(c, DISALLOWED), key: null };
  const admitted = admit(world, api, key);
  if ('error' in admitted) return { answer: refusal(c, admitted), key };

  const answer = await echo(c, world, api, admitted.session);
  writeBack(world, key, admitted.spent);
  for (const [header, value] of Object.entries(admitted.spent.headers)) answer.headers.set(header, value);
  return { answer, key };
}

/** `Bearer X`, `bearer X` and bare `X` are all accepted. */
function presentedKey(c: DemoContext): string {
  return (c.req.header('authorization') ?? '').replace(/^bearer /i, '').trim();
}

/** The full key, or the bare id of a key of the API's organization; from the cache, then from the store. */
function load(world: World, api: DemoApi, presented: string): CachedKey | undefined {
  const cached = world.cache.find(presented);
  if (cached) return cached;
  const asId = keyFor(world.config, api.orgId ?? world.orgId, presented);
  for (const key of [presented, asId]) {
    const name = storeName(world.config, key);
    const record = world.store.find(name);
    if (record) {
      world.cache.keep(presented, { name, record });
      return { name, record };
    }
  }
  return undefined;
}

/** Checks in the gateway's order: inactive, expired, rights, rate, quota. */
function admit(world: World, api: DemoApi, { name, record }: CachedKey): { session: Session; spent: Spent } | Refusal {
  const session = sessionNow(world, record);
  if (!session || session.org_id !== (api.orgId ?? world.orgId)) return DISALLOWED;
  if (session.is_inactive) return { status: 403, error: 'Key is inactive, please renew' };
  if (session.expires > 0 && session.expires <= world.now() / 1000) {
    return { status: 401, error: 'Key has expired, please renew' };
  }
  if (!session.access_rights[api.apiId]) return DISALLOWED;
  if (!world.limiter.admit(name, session.rate, session.per)) {
    return { status: 429, error: isThree(world) ? 'Rate limit exceeded' : 'Rate Limit Exceeded' };
  }
  const spent = spendQuota(world, name, session);
  return spent.isOver ? { status: 403, error: 'Quota exceeded' } : { session, spent };
}

/**
 * Policies count as they are now, not as they were when the key was made; without any of them the key opens nothing.
 */
function sessionNow(world: World, record: KeyRecord): Session | null {
  if (record.isFrozen || record.session.apply_policies.length === 0) return record.session;
  const applied = applyPolicies(world.definitions.loaded, world.orgId, record.session);
  if (applied.outcome !== 'applied') return null;
  // 3.x honours is_inactive on keys with policies; later versions store it as false.
  return {
    ...applied.session,
    is_inactive: applied.session.is_inactive || (isThree(world) && record.session.is_inactive),
  };
}

function refusal(c: DemoContext, { status, error }: Refusal): Response {
  return c.body(`{\n    "error": "${error}"\n}`, status, {
    'content-type': 'application/json',
    'x-generator': 'tyk.io',
  });
}
