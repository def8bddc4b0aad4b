import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DemoPolicy, Partition } from './model';

/** A policy as it travels and as it stands in its file, with whatever else somebody wrote into it. */
export type PolicyDocument = Record<string, unknown> & { id: string };

const number = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** What a gateway can read; a wrong type makes the request malformed. */
const documentSchema = z.looseObject({
  id: z.string().default(''),
  name: z.string().default(''),
  org_id: z.string().default(''),
  rate: number,
  per: number,
  quota_max: number,
  quota_renewal_rate: number,
  access_rights: z.record(z.string(), z.looseObject({})).nullish(),
  is_inactive: flag,
  tags: z.array(z.string()).nullish(),
  key_expires_in: number,
  partitions: z.looseObject({ acl: flag, rate_limit: flag, quota: flag, per_api: flag }).nullish(),
  meta_data: z.record(z.string(), z.unknown()).nullish(),
});

/** The body of a write, or null when it is none. */
export function parsePolicy(text: string): PolicyDocument | null {
  try {
    return documentSchema.parse(JSON.parse(text));
  } catch {
    // Tyk does not say what is wrong either.
    return null;
  }
}

/** The folder of policy files: what is written here is in force after the next reload, and stays after a restart. */
export type PolicyFiles = {
  has(policyId: string): boolean;
  put(document: PolicyDocument): Promise<void>;
  remove(policyId: string): Promise<void>;
  /** Everything as the next reload finds it. */
  read(): DemoPolicy[];
  /** Starts again from these. */
  replace(policies: readonly DemoPolicy[]): void;
};

/** Without a folder the files live in memory. Throws when the folder cannot be written. */
export async function openPolicyFiles(folder: string | undefined, given: readonly DemoPolicy[]): Promise<PolicyFiles> {
  let base = given;
  const changes = new Map(Object.entries(folder ? await readChanges(folder) : {}));
  // One after the other, or an older state could be the last to be renamed.
  let saving: Promise<void> = Promise.resolve();
  const save = () => {
    saving = saving
      .catch(() => {})
      .then(() => (folder ? writeChanges(folder, Object.fromEntries(changes)) : undefined));
    return saving;
  };
  const has = (policyId: string) =>
    changes.has(policyId) ? changes.get(policyId) !== null : base.some((policy) => policy.policyId === policyId);

  return {
    has,
    put(document) {
      changes.set(document.id, document);
      return save();
    },
    remove(policyId) {
      changes.set(policyId, null);
      return save();
    },
    read() {
      const untouched = base.filter(({ policyId }) => !changes.has(policyId));
      const written = [...changes.values()].filter((document) => document !== null);
      return [...untouched, ...written.map(policyOf)];
    },
    replace(policies) {
      base = policies;
      changes.clear();
    },
  };
}

/** What the gateway makes of a document. */
function policyOf(document: PolicyDocument): DemoPolicy {
  const policy = documentSchema.parse(document);
  const { acl, rate_limit, quota, per_api } = policy.partitions ?? {};
  const parts: Partition[] = [
    ...(acl ? (['access'] as const) : []),
    ...(rate_limit ? (['rate'] as const) : []),
    ...(quota ? (['quota'] as const) : []),
  ];
  return {
    policyId: policy.id,
    name: policy.name,
    orgId: policy.org_id,
    isInactive: policy.is_inactive,
    apiIds: Object.keys(policy.access_rights ?? {}),
    // A policy that names no partition sets everything.
    partitions: per_api || parts.length === 0 ? 'all' : parts,
    rate: policy.rate,
    perSeconds: policy.per,
    quotaMax: policy.quota_max,
    quotaRenewalSeconds: policy.quota_renewal_rate,
    ...(policy.meta_data ? { metadata: policy.meta_data } : {}),
    ...(policy.tags ? { tags: policy.tags } : {}),
    keyExpiresInSeconds: policy.key_expires_in,
    document,
  };
}

const changesSchema = z.record(z.string(), documentSchema.nullable());

async function readChanges(folder: string): Promise<Record<string, PolicyDocument | null>> {
  const text = await readFile(join(folder, 'policies.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return changesSchema.parse(JSON.parse(text));
}

async function writeChanges(folder: string, changes: Record<string, PolicyDocument | null>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'policies.json');
  await writeFile(`${path}.new`, JSON.stringify(changes), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
