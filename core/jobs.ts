/**
 * The closed list of jobs. A job carries ids, never commands or secrets: it reads the row and makes the world agree
 * with it, so that running late, twice or after a crash ends the same.
 */
export type Job =
  /** Make the gateway agree with this credential's row. */
  | { kind: 'credential.sync'; credentialId: string }
  /** Render and send this mail of the ledger. */
  | { kind: 'mail.send'; mailId: string }
  /** Parse an uploaded OpenAPI document and make it live when it is good. */
  | { kind: 'document.import'; documentId: string }
  /** Read a gateway's APIs and policies. */
  | { kind: 'gateway.synchronize'; gatewayId: string }
  /** Close this organization, if its waiting period is over and nobody changed their mind. */
  | { kind: 'organization.close'; organizationId: string }
  /** Make the gateway's policy agree with the product or plan that owns it. */
  | { kind: 'policy.sync'; owner: 'product' | 'plan'; ownerId: string }
  /** Compare one gateway with the rows, as the reconciler does, and with `fix` repair what differs. */
  | { kind: 'gateway.reconcile'; gatewayId: string; fix: boolean }
  /** Tell the next people of a product's news, until all were told. */
  | { kind: 'product.announce'; announcementId: string }
  /** Tell the other system that decides of this request, until it took it or somebody decided. */
  | { kind: 'request.announce'; requestId: string }
  /** Send this message to its endpoint, unless it was taken or the endpoint is paused. */
  | { kind: 'webhook.deliver'; deliveryId: string; endpointId: string };

/** The name under which the worker knows what to do. */
export type JobKind = Job['kind'];

/** The trace that a job goes on with (`Context.traceparent`); null: none. */
export type Trace = { traceparent: string | null };

/** What a job is given: its ids, and beside them its trace while somebody takes traces. */
export function inTrace<Ids extends object>(ids: Ids, { traceparent }: Partial<Trace>): Ids & Partial<Trace> {
  return traceparent ? { ...ids, traceparent } : ids;
}

/** Lower comes first: what people wait for before what programs are told of. */
export function priorityOf(job: Job): number {
  return job.kind === 'webhook.deliver' ? 10 : 0;
}

/** How often a job is tried before it stays behind as a dead letter that /admin shows. */
export const JOB_ATTEMPTS_MAX = 25;

/**
 * Jobs of one credential run one after the other; so do those of one gateway, and documents, each of which fills a
 * core.
 */
export function queueOf(job: Job): string | null {
  if (job.kind === 'credential.sync') return `credential:${job.credentialId}`;
  if (job.kind === 'gateway.synchronize' || job.kind === 'gateway.reconcile') return `gateway:${job.gatewayId}`;
  if (job.kind === 'policy.sync') return `policy:${job.ownerId}`;
  if (job.kind === 'product.announce') return `announcement:${job.announcementId}`;
  if (job.kind === 'request.announce') return `request:${job.requestId}`;
  // A slow receiver holds up its own messages and nobody else's.
  if (job.kind === 'webhook.deliver') return `webhook:${job.endpointId}`;
  if (job.kind === 'document.import') return 'documents';
  return null;
}

/**
 * A newer order of the same work replaces the one that still waits, also its time: one waiting job for each credential,
 * for each policy of the portal, for each request to be announced, for each message to an endpoint, and for each gateway to be
 * read or compared.
 */
export function keyOf(job: Job): string | null {
  if (job.kind === 'credential.sync') return `credential:${job.credentialId}`;
  if (job.kind === 'policy.sync') return `policy:${job.ownerId}`;
  if (job.kind === 'request.announce') return `announce:${job.requestId}`;
  if (job.kind === 'webhook.deliver') return `deliver:${job.deliveryId}`;
  if (job.kind === 'gateway.synchronize') return `synchronize:${job.gatewayId}`;
  if (job.kind === 'gateway.reconcile') return `reconcile:${job.gatewayId}:${job.fix ? 'fix' : 'compare'}`;
  return null;
}
