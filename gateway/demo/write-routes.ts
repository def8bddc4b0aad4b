import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { findKey, isByHash } from './find-key';
import { hashOf, keyFor, storeName } from './key-names';
import { type Asked, blankSession, type Made, makeSession, parseBody } from './make-session';
import type { Session } from './model';
import { applyPolicies } from './policies';
import { sessionJson } from './session-json';
import { type DemoContext, type DemoEnv, isThree, noRoute, refuse, type World } from './world';

const AMBIGUOUS = 'Failed to create key, ensure security settings are correct.';
const NO_STORE = 'Failed to create key - storage: Redis is either down or was not configured';
const NO_RIGHTS = 'Failed to create key, keys must have at least one Access Rights record set.';
const MIN_TOKEN_LENGTH = 3;

/** Makes, imports and replaces keys (gateway.md 4.2, 4.3, 4.5). */
export function addWriteRoutes(app: Hono<DemoEnv>, world: World): void {
  for (const path of ['/tyk/keys', '/tyk/keys/', '/tyk/keys/create']) app.post(path, (c) => createKey(c, world));
  app.post('/tyk/keys/preview', async (c) => {
    const asked = parseBody(await c.req.text());
    if (!asked) return refuse(c, 400, 'Request malformed');
    const applied = applyPolicies(world.definitions.loaded, world.orgId, blankSession(asked));
    // An unknown policy is no error here: the rights are just not there (gateway.md 4.7).
    return c.json(
      sessionJson(applied.outcome === 'applied' ? applied.session : limitsOnly(world, asked), zeroFields(world)),
    );
  });
  app.post('/tyk/keys/:name', (c) => importKey(c, world, c.req.param('name')));
  app.put('/tyk/keys/:name', (c) => replaceKey(c, world, c.req.param('name')));
}

/** What GET and preview leave out depends on the version. */
export function zeroFields(world: World): { zeroFields: boolean } {
  return { zeroFields: isThree(world) || world.switches.get().zeroFields };
}

/** Previewing limits without access shows the limits: `applyPolicies` calls that a key without rights. */
function limitsOnly(world: World, asked: Asked): Session {
  const probe = { ...blankSession(asked), access_rights: { probe: {} } };
  const applied = applyPolicies(world.definitions.loaded, world.orgId, probe);
  return { ...(applied.outcome === 'applied' ? applied.session : blankSession(asked)), access_rights: {} };
}

async function createKey(c: DemoContext, world: World): Promise<Response> {
  const asked = parseBody(await c.req.text());
  if (!asked) return refuse(c, 500, 'Unmarshalling failed');
  if (!(await storeTakesWrites(world))) return refuse(c, 500, NO_STORE);
  const made = makeSession(world, asked, { before: null, keepsPastExpiry: true, suppressReset: false });
  if (made.outcome === 'no_policy')
    return refuse(c, 500, `Failed to create key - policy not found: "${made.policyId}"`);
  if (made.outcome === 'no_rights') return refuse(c, 400, NO_RIGHTS);
  const id = randomUUID().replaceAll('-', '');
  return keep(c, world, { id, key: keyFor(world.config, asked.org_id, id), action: 'added' }, made.session);
}

async function importKey(c: DemoContext, world: World, asPosted: string): Promise<Response> {
  if (/%2f/i.test(c.req.path)) return noRoute(c);
  const asked = parseBody(await c.req.text());
  if (!asked) return refuse(c, 400, 'Request malformed');
  // An organization in front of the id is taken off, a token is not: that one becomes a second, different key.
  const id = asked.org_id !== '' && asPosted.startsWith(asked.org_id) ? asPosted.slice(asked.org_id.length) : asPosted;
  if (id.length < MIN_TOKEN_LENGTH && !isThree(world)) return refuse(c, 400, tooShort(id));
  if (!(await storeTakesWrites(world))) return refuse(c, 500, AMBIGUOUS);

  const suppressReset = c.req.query('suppress_reset') === '1';
  const made = makeSession(world, asked, { before: null, keepsPastExpiry: false, suppressReset });
  if (made.outcome !== 'made') return refuse(c, 500, AMBIGUOUS);
  return keep(c, world, { id, key: keyFor(world.config, asked.org_id, id), action: 'added' }, made.session);
}

async function replaceKey(c: DemoContext, world: World, asked: string): Promise<Response> {
  const body = parseBody(await c.req.text());
  if (!body) return refuse(c, 400, 'Request malformed');
  const found = findKey(world, asked, c.req.query(), body.org_id);
  if (!found) return refuse(c, 404, 'Key is not found');
  if (!(await storeTakesWrites(world))) return refuse(c, 500, AMBIGUOUS);

  const suppressReset = c.req.query('suppress_reset') === '1';
  const made: Made = makeSession(world, body, { before: found.record.session, keepsPastExpiry: false, suppressReset });
  if (made.outcome !== 'made') return refuse(c, 500, AMBIGUOUS);
  return keep(c, world, { id: found.record.id, key: found.shown, action: 'modified', name: found.name }, made.session);
}

type Kept = { id: string; key: string; action: 'added' | 'modified'; name?: string };

/** Overwrites whatever is there, without a word (gateway.md 4.3). */
async function keep(c: DemoContext, world: World, kept: Kept, session: Session): Promise<Response> {
  const byHash = isByHash(c.req.query()) && world.config.hashKeys;
  // `?hashed` on POST files the key under its own text, where nobody can authenticate with it.
  const name = kept.name ?? (byHash ? kept.key : storeName(world.config, kept.key));
  if (c.req.query('suppress_reset') !== '1') {
    world.store.counters.delete(name);
    world.limiter.reset(name);
  }
  const lies = c.get('troubles').lieFewerRights;
  const rights = lies ? withoutLast(session.access_rights) : session.access_rights;
  const used = world.store.counters.get(name)?.used ?? 0;
  const granted = { ...session, access_rights: rights, quota_remaining: Math.max(session.quota_max - used, 0) };
  await world.store.put(name, { id: kept.id, session: granted, ...(lies ? { isFrozen: true } : {}) });
  if (byHash) world.cache.flushHash(name);
  else world.cache.flushKey(kept.key);

  const answer = { key: kept.key, status: 'ok', action: kept.action };
  const tellsHash = world.config.hashKeys && kept.action === 'added';
  return c.json(tellsHash ? { ...answer, key_hash: byHash ? kept.key : hashShown(c, kept.key) } : answer);
}

function hashShown(c: DemoContext, key: string): string {
  const hash = hashOf(key);
  const length = c.get('troubles').lieHashLength;
  return length === 0 ? hash : hash.repeat(8).slice(0, length);
}

function withoutLast<Value>(entries: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).slice(0, -1));
}

/** False while the store is down. A store that hangs makes 5.x give up after a while, and 3.x wait for it. */
async function storeTakesWrites(world: World): Promise<boolean> {
  const isHanging = () => world.switches.get().storeHang;
  if (isHanging() && !isThree(world)) {
    await world.wait(world.config.storeHangMs);
    return false;
  }
  while (isHanging()) await world.wait(20);
  return !world.store.isDown();
}

function tooShort(id: string): string {
  return `custom key ID length ${id.length} is less than min_token_length (${MIN_TOKEN_LENGTH}); the key would be unreachable at auth time. Use an ID of at least min_token_length characters, or lower min_token_length in the gateway configuration.`;
}
