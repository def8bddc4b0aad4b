import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { systemActor } from '@/core/identity/actor';
import type { Outbound } from '@/core/ports/outbound';
import { deliverWebhook } from '@/core/webhooks/deliver';
import { webhookSeal } from '@/core/webhooks/secret';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { webhookEndpoints } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { contextFor } from './harness';

/** A message as a webhook’s receiver got it. */
export type Heard = { headers: Record<string, string>; body: string };
type Answering = (response: ServerResponse, nth: number, request: IncomingMessage) => void;

/** A program that hears of events on a free port. `answer` decides how it behaves each time; otherwise it says 204. */
export async function startReceiver(answer: Answering = (response) => response.writeHead(204).end()) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
      answer(response, heard.length, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/hook`, heard, stop };
}

/** The secret of every webhook that `seedWebhook` makes. */
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A webhook as `createWebhook` makes it, without a person; it hears of everything from the machine's own network. */
export async function seedWebhook(
  db: Database,
  more: Partial<typeof webhookEndpoints.$inferInsert> = {},
): Promise<string> {
  const id = newId();
  await db.insert(webhookEndpoints).values({
    id,
    name: 'Billing',
    url: 'http://127.0.0.1:1/hook',
    events: ['*'],
    reachesPrivate: true,
    secretSealed: contextFor(db).secrets.seal(WEBHOOK_SECRET, webhookSeal(id)),
    ...more,
  });
  return id;
}

/** The jobs that wait to deliver something, the next first. */
export async function deliveryJobs(db: Database) {
  const { rows } = await db.execute<{
    payload: { deliveryId: string; endpointId: string };
    key: string;
    queue: string;
    seconds: number;
  }>(sql`select jobs.payload, jobs.key, queues.queue_name as queue, extract(epoch from jobs.run_at - now())::float8 as seconds
    from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id
    where tasks.identifier = 'webhook.deliver' order by jobs.run_at, jobs.id`);
  return rows;
}

/** The portal's own calls, with less patience. */
const outbound: Outbound = {
  send: (call) => createOutbound().send({ ...call, timeoutMs: call.timeoutMs / PATIENCE }),
};
const PATIENCE = 50;

/** Runs the job of a delivery as a worker would. */
export function deliver(
  db: Database,
  job: { deliveryId: string; endpointId: string },
  more: Parameters<typeof contextFor>[2] = {},
): Promise<void> {
  return deliverWebhook(contextFor(db, systemActor('webhooks'), more), outbound, job);
}
