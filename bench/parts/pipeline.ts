import { setTimeout as wait } from 'node:timers/promises';
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import { actOnMany, MATTERS_AT_ONCE_MAX } from '@/core/inbox/act-on-many';
import { newId } from '@/db/ids';
import { accessRequestProducts, accessRequests, apps, credentials } from '@/db/schema';
import { openPeople, type People } from '../people';
import { median, type Part } from '../result';
import { sized } from '../size';
import type { Portal } from '../with-portal';

const REQUESTS = sized(1_000, 20);
const ROUNDS = sized(5);
const TARGET = 0.5;
/** As many as a portal's own worker does at a time unless it is told otherwise. */
const CONCURRENCY = 4;
const POLL_MS = 50;
const ROUND_MS = 5 * 60_000;

/**
 * An admin approves a thousand requests whose keys are made without another click, a hundred at a time as the inbox
 * does, until the last key is active at the demo gateway; beside as many bare `POST /tyk/keys/{id}`.
 */
export const pipeline: Part = async (portal, say) => {
  const people = openPeople(portal);
  try {
    const admin = await people.signIn('admin@portal.test');
    const rates: { bare: number[]; approved: number[]; whole: number[] } = { bare: [], approved: [], whole: [] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`  round ${round} of ${ROUNDS}`);
      rates.bare.push(await bareRate(portal, people));
      const ids = await askForMany(people);
      const started = performance.now();
      for (let from = 0; from < ids.length; from += MATTERS_AT_ONCE_MAX) {
        const matters = ids.slice(from, from + MATTERS_AT_ONCE_MAX).map((id) => ({ kind: 'request' as const, id }));
        const results = await actOnMany(admin.ctx, { matters, act: { kind: 'approve' } });
        const refused = results.find(({ refusal }) => refusal !== null);
        if (refused) throw new Error(`a request was refused: ${refused.refusal}`);
      }
      rates.approved.push(perSecond(started));
      await untilActive(people, ids);
      rates.whole.push(perSecond(started));
    }
    const baseline = median(rates.bare);
    const ratio = median(rates.whole) / baseline;
    return [
      {
        what: `${REQUESTS} requests approved, until ${REQUESTS} keys are active`,
        measured: `${median(rates.whole).toFixed(1)} keys/s`,
        baseline: `${baseline.toFixed(0)} bare POSTs/s, ${CONCURRENCY} at a time`,
        ratio,
        target: `≥ ${TARGET}`,
        isMet: ratio >= TARGET,
      },
      {
        what: 'of these the approvals alone, one after the other',
        measured: `${median(rates.approved).toFixed(1)} requests/s`,
        ...{ baseline: '–', ratio: null, target: '–', isMet: null },
      },
    ];
  } finally {
    await people.close();
  }
};

/** How many of all of them in a second since `started`. */
function perSecond(started: number): number {
  return (REQUESTS * 1000) / (performance.now() - started);
}

/** Requests that wait, each of an app of its own: like the newest one of the demo that leads to a key. */
async function askForMany({ db }: People): Promise<string[]> {
  const [like] = await db
    .select({ request: accessRequests, app: apps })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(credentials, eq(credentials.accessRequestId, accessRequests.id))
    .where(
      and(
        inArray(accessRequests.status, ['approved', 'fulfilled']),
        // Just after the start the demo's keys are still being made.
        inArray(credentials.status, ['provisioning', 'active']),
        isNull(apps.deletedAt),
      ),
    )
    .orderBy(desc(accessRequests.createdAt));
  if (!like) throw new Error('the demo has no request that leads to a key');
  const wished = await db
    .select()
    .from(accessRequestProducts)
    .where(eq(accessRequestProducts.accessRequestId, like.request.id));
  const { organizationId, ownerId, visibility, teamId } = like.app;
  const { requestedBy, catalogId, planId, gatewayId, terms } = like.request;
  const made = Array.from({ length: REQUESTS }, () => ({ id: newId(), appId: newId() }));
  await db
    .insert(apps)
    .values(made.map(({ appId }) => ({ id: appId, organizationId, ownerId, name: 'Bench', visibility, teamId })));
  await db.insert(accessRequests).values(
    made.map(({ id, appId }) => ({
      ...{ id, appId, organizationId, requestedBy, catalogId, planId, gatewayId, terms },
      delivery: 'plain' as const,
      submissionKey: id,
    })),
  );
  await db
    .insert(accessRequestProducts)
    .values(
      made.flatMap(({ id }) =>
        wished.map(({ productId, accessPolicyId }) => ({ accessRequestId: id, productId, accessPolicyId })),
      ),
    );
  return made.map(({ id }) => id);
}

async function untilActive({ db }: People, requestIds: readonly string[]): Promise<void> {
  const until = Date.now() + ROUND_MS;
  while (Date.now() < until) {
    const [active] = await db
      .select({ keys: count() })
      .from(credentials)
      .where(and(inArray(credentials.accessRequestId, [...requestIds]), eq(credentials.status, 'active')));
    if (active?.keys === requestIds.length) return;
    await wait(POLL_MS);
  }
  throw new Error('the keys were not active in time');
}

/** The same gateway, asked for as many keys by a program that does nothing else. */
async function bareRate({ gateway: { url, secret, organizationId } }: Portal, { db }: People): Promise<number> {
  const [made] = await db.select({ wanted: credentials.wanted }).from(credentials);
  if (!made) throw new Error('the demo has no key');
  const session = JSON.stringify({ org_id: organizationId, apply_policies: made.wanted.policyIds, expires: 0 });
  const headers = { 'x-tyk-authorization': secret, 'content-type': 'application/json' };
  const ids = Array.from({ length: REQUESTS }, () => `bench-${newId()}`);
  const started = performance.now();
  const post = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const response = await fetch(`${url}/tyk/keys/${id}`, { method: 'POST', headers, body: session });
      const answer = await response.text();
      if (!response.ok) throw new Error(`the gateway answers ${response.status}: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, post));
  return perSecond(started);
}
