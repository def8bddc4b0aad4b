import type { Hono } from 'hono';
import type { DemoPolicy } from './model';
import { hasPartition } from './policies';
import { parsePolicy } from './policy-files';
import { type DemoContext, type DemoEnv, isThree, noRoute, refuse, type World } from './world';

const VALID_ID = /^[a-zA-Z0-9._~-]+$/;

/**
 * Policies, as `gateway/api.go` of Tyk 5 writes them: a file for each, overwritten without a word, and in force after a
 * reload only. What is read is what is loaded.
 */
export function addPolicyRoutes(app: Hono<DemoEnv>, world: World): void {
  app.use('/tyk/policies/*', async (c, next) => (hasPolicyRoutes(world) ? next() : noRoute(c)));
  app.get('/tyk/policies', (c) => c.json(world.definitions.loaded.policies.map((policy) => policyJson(world, policy))));
  app.get('/tyk/policies/:id', (c) => {
    const policy = world.definitions.loaded.policies.find((known) => known.policyId === c.req.param('id'));
    return policy ? c.json(policyJson(world, policy)) : refuse(c, 404, 'Policy not found');
  });
  app.post('/tyk/policies', (c) => writePolicy(c, world, null));
  app.put('/tyk/policies/:id', (c) => writePolicy(c, world, c.req.param('id')));
  app.delete('/tyk/policies/:id', async (c) => {
    const policyId = c.req.param('id');
    const met = c.get('troubles');
    // A Dashboard's gateway has no such file, and says so in these words.
    if (world.switches.get().policiesFromService || !world.policyFiles.has(policyId)) {
      return refuse(c, 500, 'Delete failed');
    }
    if (met.liePolicy === 'no') await world.policyFiles.remove(policyId);
    return c.json({ key: policyId, status: 'ok', action: 'deleted' });
  });
  app.put('/tyk/policies', (c) => refuse(c, 400, 'Must specify an apiID to update'));
  app.delete('/tyk/policies', (c) => refuse(c, 400, 'Must specify an apiID to delete'));
  for (const path of ['/tyk/policies', '/tyk/policies/:id']) {
    app.all(path, (c) => refuse(c, 405, 'Method not supported'));
  }
}

async function writePolicy(c: DemoContext, world: World, policyId: string | null): Promise<Response> {
  if (world.switches.get().policiesFromService) {
    return refuse(c, 500, 'Due to enabled service policy source, please use the Dashboard API');
  }
  const document = parsePolicy(await c.req.text());
  if (!document) return refuse(c, 400, 'Request malformed');
  if (policyId !== null && document.id !== policyId) {
    return refuse(c, 400, 'Request ID does not match that in policy! For Update operations these must match.');
  }
  if (document.id === '') return refuse(c, 400, 'Unable to create policy without id.');
  if (!VALID_ID.test(document.id)) return refuse(c, 400, 'Invalid Policy ID');
  const { liePolicy } = c.get('troubles');
  if (liePolicy === 'partitions') await world.policyFiles.put({ ...document, partitions: null });
  else if (liePolicy === 'no') await world.policyFiles.put(document);
  return c.json({ key: document.id, status: 'ok', action: policyId === null ? 'added' : 'modified' });
}

/** Before 4.1 there are none. */
function hasPolicyRoutes(world: World): boolean {
  return !isThree(world) && !world.switches.get().noPolicyRoutes;
}

function policyJson(world: World, policy: DemoPolicy) {
  const isWhole = policy.partitions === 'all';
  const shown = {
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
  return { ...shown, ...policy.document };
}
