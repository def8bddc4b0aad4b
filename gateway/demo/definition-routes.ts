import type { Hono } from 'hono';
import type { DemoApi, DemoPolicy } from './model';
import { hasPartition } from './policies';
import { type DemoEnv, isThree, noRoute, refuse, type World } from './world';

/** APIs, policies, reload and health (gateway.md 4.7). */
export function addDefinitionRoutes(app: Hono<DemoEnv>, world: World): void {
  app.get('/tyk/apis', (c) => c.json(world.definitions.loaded.apis.map((api) => apiJson(world, api))));
  app.get('/tyk/apis/:id', (c) => {
    const api = world.definitions.loaded.apis.find((known) => known.apiId === c.req.param('id'));
    return api ? c.json(apiJson(world, api)) : refuse(c, 404, 'API not found');
  });
  app.get('/tyk/policies', (c) =>
    hasPolicyRoutes(world)
      ? c.json(world.definitions.loaded.policies.map((policy) => policyJson(world, policy)))
      : noRoute(c),
  );
  app.get('/tyk/policies/:id', (c) => {
    if (!hasPolicyRoutes(world)) return noRoute(c);
    const policy = world.definitions.loaded.policies.find((known) => known.policyId === c.req.param('id'));
    return policy ? c.json(policyJson(world, policy)) : refuse(c, 404, 'Policy not found');
  });
  // Changes to the definitions are in force at once here, so there is nothing to reload.
  for (const path of ['/tyk/reload', '/tyk/reload/group', '/tyk/reload/']) {
    app.get(path, (c) => c.json({ status: 'ok', message: '' }));
    app.all(path, (c) => refuse(c, 405, 'Method not supported'));
  }
  app.get('/tyk/health', (c) => refuse(c, 400, 'Health checks are not enabled for this node'));
}

/** `/hello` and `/ready` look at the store only now and then, so they are late in both directions (gateway.md 9). */
export function addHealthRoutes(app: Hono<DemoEnv>, world: World): void {
  let seen = { isDown: false, atMs: Number.NEGATIVE_INFINITY };
  const isDown = () => {
    if (world.now() - seen.atMs >= world.config.helloRefreshSeconds * 1000) {
      seen = { isDown: world.store.isDown() || world.switches.get().storeHang, atMs: world.now() };
    }
    return seen.isDown;
  };
  app.get('/hello', (c) => c.json(healthJson(world, isDown(), 'Portico demo gateway')));
  app.get('/ready', (c) => {
    if (isThree(world)) return c.text('Not Found', 404);
    if (isDown()) return refuse(c, 503, 'Redis connection not available');
    return c.json(healthJson(world, false, 'Portico demo gateway, ready'));
  });
}

function healthJson(world: World, isDown: boolean, description: string) {
  const redis = {
    status: isDown ? 'fail' : 'pass',
    ...(isDown ? { output: 'storage: Redis is either down or was not configured' } : {}),
    componentType: 'datastore',
    time: new Date(world.now()).toISOString(),
  };
  return { status: redis.status, version: world.config.version, description, details: { redis } };
}

function hasPolicyRoutes(world: World): boolean {
  return !isThree(world) && !world.switches.get().noPolicyRoutes;
}

function apiJson(world: World, api: DemoApi) {
  return {
    name: api.name,
    slug: api.apiId,
    api_id: api.apiId,
    org_id: api.orgId ?? world.orgId,
    use_keyless: false,
    active: true,
    strip_auth_data: true,
    auth: { auth_header_name: 'authorization' },
    proxy: { listen_path: api.listenPath, target_url: 'http://portico-demo-upstream/', strip_listen_path: true },
  };
}

function policyJson(world: World, policy: DemoPolicy) {
  const isWhole = policy.partitions === 'all';
  return {
    _id: '',
    id: policy.policyId,
    name: policy.name,
    org_id: policy.orgId ?? world.orgId,
    rate: policy.rate,
    per: policy.perSeconds,
    quota_max: policy.quotaMax,
    quota_renewal_rate: policy.quotaRenewalSeconds,
    access_rights: Object.fromEntries(
      policy.apiIds.map((apiId) => [apiId, { api_name: apiId, api_id: apiId, versions: ['Default'] }]),
    ),
    active: true,
    is_inactive: policy.isInactive ?? false,
    tags: policy.tags ?? null,
    key_expires_in: policy.keyExpiresInSeconds ?? 0,
    partitions: {
      quota: !isWhole && hasPartition(policy, 'quota'),
      rate_limit: !isWhole && hasPartition(policy, 'rate'),
      complexity: false,
      acl: !isWhole && hasPartition(policy, 'access'),
      per_api: false,
    },
    meta_data: policy.metadata ?? null,
  };
}
