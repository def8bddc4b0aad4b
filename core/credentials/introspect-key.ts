import { setTimeout as pause } from 'node:timers/promises';
import { and, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, apps, credentials, type FieldAnswer, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { authorize } from '../policy';
import { keyDigests, keyIdDigests } from './key-secrets';

/** No answer comes sooner, whether the key is known or not: the work behind it takes a tenth of this. Milliseconds. */
const FLOOR_MS = 40;
const KEY_MAX = 1024;
/** As a gateway writes them: murmur32, murmur64, murmur128, sha256. */
const HASH = /^(?:[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})$/;

/** What a key is worth at this moment. `unknown`: the portal has never had it. */
export type KeyState =
  | 'active'
  | 'suspended'
  | 'expired'
  | 'provisioning'
  | 'failed'
  | 'revoking'
  | 'revoked'
  | 'unknown';

/** Whose key it is. */
export type KeyHolder = {
  credential: { id: string; name: string; generation: number; expiresAt: Date | null; revokedAt: Date | null };
  developer: { id: string; email: string; firstName: string; lastName: string; fields: Record<string, string> } | null;
  /** The answers that were given with the request. */
  requestFields: Record<string, string>;
  app: { id: string; name: string };
  organization: { id: string; name: string };
  plan: { id: string | null; slug: string; name: string };
  products: { id: string; slug: string; name: string }[];
};
/** Whose key it is; nobody's where the key is unknown. */
export type Introspection = { state: KeyState; holder: KeyHolder | null };

/**
 * Whose key this is, by the key as a consumer sends it or by the gateway's hash of it. One query and one length of time
 * for known and unknown ones. `hashOf` tells under which hash a gateway would file a key: of keys that were imported by
 * their hash the portal knows nothing else. Throws `forbidden`, and `invalid` unless exactly one of the two is given.
 */
export async function introspectKey(
  ctx: Context,
  hashOf: (key: string) => string,
  input: { key?: string | undefined; keyHash?: string | undefined; gatewayId?: string | undefined },
): Promise<Introspection> {
  authorize(ctx.actor, 'credential.introspect');
  const named = parseNamed(ctx, hashOf, input);
  const [[row]] = await Promise.all([select(ctx, named, input.gatewayId), pause(FLOOR_MS)]);
  if (!row) return { state: 'unknown', holder: null };
  const { state, answers, terms, planId, developer, ...rest } = row;
  return {
    state,
    holder: {
      ...rest,
      developer,
      requestFields: Object.fromEntries(answers.map(({ name, value }: FieldAnswer) => [name, value])),
      plan: { id: planId, slug: terms.slug, name: terms.displayName },
    },
  };
}

function parseNamed(
  ctx: Context,
  hashOf: (key: string) => string,
  { key, keyHash }: { key?: string | undefined; keyHash?: string | undefined },
): SQL {
  if ((key === undefined) === (keyHash === undefined)) throw invalid('key', 'Give either the key or its hash.');
  if (keyHash !== undefined) {
    if (!HASH.test(keyHash)) throw invalid('keyHash', 'This is no hash of a key: 8, 16, 32 or 64 hexadecimal digits.');
    return eq(credentials.gatewayKeyHash, keyHash);
  }
  const text = key ?? '';
  if (text === '' || text.length > KEY_MAX) throw invalid('key', `A key has 1 to ${KEY_MAX} characters.`);
  // A gateway takes the id that the portal drew in the place of the key, too.
  const byDigest = or(
    inArray(credentials.keyDigest, keyDigests(ctx, text)),
    inArray(credentials.keyIdDigest, keyIdDigests(ctx, text)),
    and(eq(credentials.isImported, true), isNull(credentials.keyDigest), eq(credentials.gatewayKeyHash, hashOf(text))),
  );
  return byDigest ?? sql`false`;
}

/** Short hashes can be those of several keys: what lives comes first, then the newest. */
function select(ctx: Context, named: SQL, gatewayId: string | undefined) {
  return ctx.db
    .select({
      state,
      credential: {
        id: credentials.id,
        name: credentials.name,
        generation: credentials.generation,
        expiresAt: credentials.expiresAt,
        revokedAt: credentials.revokedAt,
      },
      developer: {
        id: users.id,
        email: users.email,
        firstName: users.firstName,
        lastName: users.lastName,
        fields: users.signUpValues,
      },
      answers: accessRequests.answers,
      app: { id: apps.id, name: apps.name },
      organization: { id: organizations.id, name: organizations.name },
      planId: accessRequests.planId,
      terms: accessRequests.terms,
      products: sql<KeyHolder['products']>`(select coalesce(json_agg(json_build_object('id', product.id,
          'slug', product.slug, 'name', product.display_name) order by product.slug), '[]')
        from access_request_products asked join products product on product.id = asked.product_id
        where asked.access_request_id = ${accessRequests.id})`,
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .where(and(named, ofGateway(gatewayId)))
    .orderBy(sql`${state} <> 'active'`, desc(credentials.createdAt))
    .limit(1);
}

function ofGateway(gatewayId: string | undefined): SQL | undefined {
  if (gatewayId === undefined) return undefined;
  return isId(gatewayId) ? eq(credentials.gatewayId, gatewayId) : sql`false`;
}

const state = sql<
  Exclude<KeyState, 'unknown'>
>`(case when ${credentials.status} <> 'active' then ${credentials.status}::text
  when ${credentials.endsAt} <= now() then 'revoking'
  when ${credentials.expiresAt} <= now() then 'expired'
  when ${credentials.suspendedAt} is not null then 'suspended'
  else 'active' end)`;
