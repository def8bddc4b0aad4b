import { keyFor, storeName } from './key-names';
import type { KeyRecord } from './model';
import { isThree, type World } from './world';

/** A key that the control API was asked for by one of its names. */
export type FoundKey = {
  name: string;
  record: KeyRecord;
  /** What the answer calls it: the full key, or the hash when it was asked by hash. */
  shown: string;
};

/** The query of a call, by name. */
export type Query = Readonly<Record<string, string>>;

/** `?hashed` counts when it has any value, `false` and `0` too (gateway.md 4.3). */
export function isByHash(query: Query): boolean {
  return (query.hashed ?? '') !== '';
}

/**
 * Looks a key up as the control API does: the full key; with a query also the bare id. Which query helps differs by
 * version and verb (gateway.md 4.4, 4.6).
 */
export function findKey(
  world: World,
  asked: string,
  query: Query,
  orgIdOfBareId: string | undefined,
): FoundKey | undefined {
  if (isByHash(query)) return at(world, asked, asked);
  const full = at(world, storeName(world.config, asked), asked);
  if (full) return full;
  if (!orgIdOfBareId || world.config.disableKeyActionsByUsername) return undefined;
  const key = keyFor(world.config, orgIdOfBareId, asked);
  return at(world, storeName(world.config, key), key);
}

/** The organization that a GET may take a bare id for. */
export function orgForGet(world: World, query: Query): string | undefined {
  if (query.username === 'true') return query.org_id;
  return orgOfApi(world, query.api_id) ?? (isThree(world) ? undefined : query.org_id);
}

/** The organization that a DELETE may take a bare id for: by API on 3.x, by organization since 4.0. */
export function orgForDelete(world: World, query: Query): string | undefined {
  return isThree(world) ? orgOfApi(world, query.api_id) : query.org_id;
}

function orgOfApi(world: World, apiId: string | undefined): string | undefined {
  const api = world.definitions.loaded.apis.find((known) => known.apiId === apiId);
  return api && (api.orgId ?? world.orgId);
}

function at(world: World, name: string, shown: string): FoundKey | undefined {
  const record = world.store.find(name);
  return record && { name, record, shown };
}
