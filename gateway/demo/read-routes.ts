import type { Hono } from 'hono';
import { findKey, isByHash, orgForDelete, orgForGet } from './find-key';
import { sessionJson } from './session-json';
import { type DemoContext, type DemoEnv, isThree, refuse, type World } from './world';
import { zeroFields } from './write-routes';

/** Reads, lists and deletes keys (gateway.md 4.4, 4.6, 4.7). */
export function addReadRoutes(app: Hono<DemoEnv>, world: World): void {
  for (const path of ['/tyk/keys', '/tyk/keys/']) app.get(path, (c) => listKeys(c, world));
  app.get('/tyk/keys/:name', (c) => {
    const query = c.req.query();
    if (isByHash(query) && !world.config.hashKeys) {
      return refuse(c, 400, 'Key requested by hash but key hashing is not enabled');
    }
    const found = canRead(world) ? findKey(world, c.req.param('name'), query, orgForGet(world, query)) : undefined;
    return found ? c.json(sessionJson(found.record.session, zeroFields(world))) : refuse(c, 404, 'Key not found');
  });
  app.delete('/tyk/keys/:name', (c) => deleteKey(c, world, c.req.param('name')));
}

/** A store that hangs is as good as empty: a read gives up at once. */
function canRead(world: World): boolean {
  return !world.switches.get().storeHang;
}

async function deleteKey(c: DemoContext, world: World, asked: string): Promise<Response> {
  const query = c.req.query();
  const found = canRead(world) ? findKey(world, asked, query, orgForDelete(world, query)) : undefined;
  if (!found) {
    return isThree(world) ? refuse(c, 400, 'Failed to remove the key') : refuse(c, 404, 'There is no such key found');
  }
  if (!c.get('troubles').lieDelete) {
    await world.store.remove(found.name);
    world.limiter.reset(found.name);
    if (isByHash(query)) world.cache.flushHash(found.name);
    else world.cache.flushKey(found.shown);
  }
  return query.api_id === '-1' ? c.json(null) : c.json({ key: found.shown, status: 'ok', action: 'deleted' });
}

function listKeys(c: DemoContext, world: World): Response {
  if (world.config.hashKeys && world.switches.get().listingOff) {
    return refuse(c, 404, 'Hashed key listing is disabled in config (enable_hashed_keys_listing)');
  }
  const filter = world.config.hashKeys ? '' : (c.req.query('filter') ?? '');
  const names = canRead(world) ? world.store.names() : [];
  return c.json({ keys: names.filter((name) => name.startsWith(filter)) });
}
