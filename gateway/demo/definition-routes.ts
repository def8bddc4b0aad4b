import type { Hono } from 'hono';
import type { DemoApi } from './model';
import { type DemoEnv, isThree, refuse, type World } from './world';

/** APIs, reload and health (gateway.md 4.7). */
export function addDefinitionRoutes(app: Hono<DemoEnv>, world: World): void {
  app.get('/tyk/apis', (c) => c.json(world.definitions.loaded.apis.map((api) => apiJson(world, api))));
  app.get('/tyk/apis/:id', (c) => {
    const api = world.definitions.loaded.apis.find((known) => known.apiId === c.req.param('id'));
    return api ? c.json(apiJson(world, api)) : refuse(c, 404, 'API not found');
  });
  for (const path of ['/tyk/reload', '/tyk/reload/group', '/tyk/reload/']) {
    app.get(path, async (c) => {
      await reload(world, c.req.query('block') === 'true');
      return c.json({ status: 'ok', message: '' });
    });
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

/** Answers at once and acts a little later, unless the caller waits for it (gateway.md 4.7). */
async function reload(world: World, isAwaited: boolean): Promise<void> {
  const done = world.wait(world.config.reloadMs).then(() => {
    world.definitions.loaded = { ...world.definitions.loaded, policies: world.policyFiles.read() };
  });
  if (isAwaited) return done;
  // The gateway's end cuts the wait short, and then nothing is in force anywhere.
  done.catch(() => {});
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
