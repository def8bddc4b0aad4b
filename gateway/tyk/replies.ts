import { z } from 'zod';
import type { KeySession } from '@/core/ports/gateway-keys';
import type { GatewayApi, GatewayPolicy } from '@/core/ports/gateway-policies';

// Since 5.12 the gateway leaves out what is zero; 3.x sends zeros and nulls (gateway.md 4.4). Both read the same here.
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const rights = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}));
const metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

/** Answer to a write of one key (gateway.md 4.3). `key_hash` is only there with `hash_keys` on. */
export const keyReply = z.object({
  key: z.string().min(1),
  status: z.literal('ok'),
  action: z.string(),
  key_hash: z.string().min(1).optional(),
});

/** Every refusal of the control API has this shape; anything else was said by somebody else. */
export const errorReply = z.object({ status: z.literal('error'), message: z.string() });

/** What `/hello` says. */
export const helloReply = z.object({ status: z.string(), version: z.string() });

/** The list without paging (gateway.md 4.7). */
export const listReply = z.object({ keys: strings });

/** A session as GET and preview tell it (gateway.md 4.4). */
export const sessionReply = z
  .object({
    apply_policies: strings,
    access_rights: rights,
    expires: number,
    quota_max: number,
    quota_remaining: number,
    quota_renews: number,
    rate: number,
    per: number,
    meta_data: metadata,
    org_id: z.string().nullish(),
    is_inactive: z.boolean().nullish(),
  })
  .transform((session) => ({
    session: {
      orgId: session.org_id ?? '',
      isInactive: session.is_inactive ?? false,
      policyIds: session.apply_policies,
      apiIds: session.access_rights,
      expires: session.expires,
      quotaMax: session.quota_max,
      quotaRemaining: session.quota_remaining,
      quotaRenews: session.quota_renews,
      rate: session.rate,
      per: session.per,
      metadata: session.meta_data,
    } satisfies KeySession,
  }));

/** The entries of a list that can be read, and the ids of those that cannot: one of them must not hide the others. */
type Entries<Known> = { known: Known[]; broken: string[] };

const anyId = z
  .object({ api_id: z.string(), id: z.string(), _id: z.string() })
  .partial()
  .transform(({ api_id, id, _id }) => api_id || id || _id || '')
  .catch('');

/** A list whose entries are read one by one. Anything but a list (an empty one may be null) is no answer at all. */
function listOf<Known>(entry: z.ZodType<Known>) {
  return z
    .array(z.unknown())
    .nullable()
    .transform((entries): Entries<Known> => {
      const read: Entries<Known> = { known: [], broken: [] };
      for (const one of entries ?? []) {
        const parsed = entry.safeParse(one);
        if (parsed.success) read.known.push(parsed.data);
        else read.broken.push(anyId.parse(one));
      }
      return read;
    });
}

/** `GET /tyk/apis`: full definitions, of which five fields are ours to know. */
export const apisReply = listOf(
  z
    .object({
      api_id: z.string(),
      name: z.string(),
      org_id: z.string(),
      active: z.boolean(),
      proxy: z.object({ listen_path: z.string() }),
    })
    .transform(
      (api): GatewayApi => ({
        apiId: api.api_id,
        name: api.name,
        listenPath: api.proxy.listen_path,
        active: api.active,
        orgId: api.org_id,
      }),
    ),
);

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** `GET /tyk/policies/{id}` and the entries of `GET /tyk/policies`. */
export const policyReply = z
  .object({
    id: z.string().nullish(),
    _id: z.string().nullish(),
    name: z.string().nullish(),
    org_id: z.string().nullish(),
    active: flag,
    is_inactive: flag,
    access_rights: rights,
    partitions: z.object({ acl: flag, rate_limit: flag, quota: flag, complexity: flag, per_api: flag }).nullish(),
    rate: number,
    per: number,
    quota_max: number,
    quota_renewal_rate: number,
  })
  .transform((policy): GatewayPolicy => {
    // Policies kept by a Dashboard have their id in `_id` (file policies leave it empty).
    const policyId = policy.id || policy._id || '';
    return {
      policyId,
      name: policy.name || policyId,
      orgId: policy.org_id ?? '',
      active: policy.active && !policy.is_inactive,
      apiIds: policy.access_rights,
      partitions: partitionsOf(policy.partitions),
      rate: policy.rate,
      per: policy.per,
      quotaMax: policy.quota_max,
      quotaRenewalSeconds: policy.quota_renewal_rate,
    };
  });

/** What `/tyk/policies` says; one that cannot be read does not hide the others. */
export const policiesReply = listOf(policyReply);

type Partitions = { acl: boolean; rate_limit: boolean; quota: boolean; complexity: boolean; per_api: boolean };

/** A policy without partitions sets everything; so does one whose limits are per API. */
function partitionsOf(partitions: Partitions | null | undefined): GatewayPolicy['partitions'] {
  const whole = !partitions || partitions.per_api || !Object.values(partitions).includes(true);
  if (whole) return { access: true, rate: true, quota: true };
  return { access: partitions.acl, rate: partitions.rate_limit, quota: partitions.quota };
}
