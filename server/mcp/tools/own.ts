import { z } from 'zod';
import { cancelAccessRequest } from '@/core/access-requests/cancel';
import { getAccessRequest } from '@/core/access-requests/get-request';
import { listMyRequests } from '@/core/access-requests/list-my-requests';
import { listApps } from '@/core/apps/list-apps';
import type { Context } from '@/core/context';
import { type Tool, tool } from '../tool';
import { id } from './fields';

const reads = { scope: 'agent:read', isForDevelopers: true } as const;
const requestId = id.describe('As list_my_requests and request_access name it.');

/** A developer's own apps and requests, and those that they share. Keys are no business of an agent's. */
export const ownTools: readonly Tool[] = [
  tool({
    ...reads,
    name: 'list_my_apps',
    title: 'List my apps',
    description:
      'The apps that your developer owns or shares, newest first, with how many keys of each work or wait. Keys themselves are never told.',
    input: z.strictObject({}),
    run: async (ctx) => ({
      json: {
        apps: (await listApps(ctx)).map((app) => ({
          app_id: app.id,
          name: app.name,
          description: app.description,
          shared_with: app.visibility === 'personal' ? 'nobody' : (app.teamName ?? 'the organization'),
          owner: app.ownerName,
          created_at: app.createdAt,
          keys: { working: app.activeKeys, waiting_to_be_generated: app.waitingKeys, failed: app.failedKeys },
          requests_waiting: app.pendingRequests,
        })),
      },
    }),
  }),
  tool({
    ...reads,
    name: 'list_my_requests',
    title: 'List my requests',
    description: 'The access requests of those apps, newest first, 25 at a time.',
    input: z.strictObject({ after: z.string().max(100).optional().describe('`next` of the answer before.') }),
    run: async (ctx, { after }) => {
      const page = await listMyRequests(ctx, { after });
      return {
        json: {
          requests: page.rows.map((line) => ({
            request_id: line.id,
            status: line.status,
            app: { app_id: line.appId, name: line.appName },
            catalog: line.catalogName,
            plan: line.planName,
            products: line.productNames,
            asked_at: line.createdAt,
            decided_at: line.decidedAt,
            reason: line.decisionReason,
            needs_an_answer: line.needsAnswer,
          })),
          next: page.after,
        },
      };
    },
  }),
  tool({
    ...reads,
    name: 'get_request',
    title: 'Read a request',
    description: 'One access request: what it asks for, how it was decided, and what comes next.',
    input: z.strictObject({ request_id: requestId }),
    run: (ctx, { request_id }) => readRequest(ctx, request_id),
  }),
  tool({
    scope: 'agent:write',
    isForDevelopers: true,
    isDestructive: true,
    name: 'cancel_request',
    title: 'Cancel a request',
    description:
      'Takes back an access request that nobody has decided. It cannot be brought back, so ask your developer first.',
    input: z.strictObject({ request_id: requestId }),
    run: async (ctx, { request_id }) => {
      await cancelAccessRequest(ctx, { requestId: request_id });
      return readRequest(ctx, request_id);
    },
  }),
];

/** A request as tools tell it. Throws `not_found`. */
export async function readRequest(ctx: Context, requestId: string) {
  const asked = await getAccessRequest(ctx, { requestId });
  return {
    json: {
      request_id: asked.id,
      status: asked.status,
      app: { app_id: asked.app.id, name: asked.app.name },
      asked_by: asked.requester?.name ?? null,
      catalog: asked.catalogName,
      plan: asked.terms.displayName,
      products: asked.products.map(({ slug, name, state }) => ({ product: slug, name, state })),
      answers: asked.answers.map(({ name, label, value }) => ({ name, question: label, answer: value })),
      asked_at: asked.createdAt,
      decided_at: asked.decision?.at ?? null,
      decided_by:
        asked.decision && { auto: 'the portal', admin: 'people', third_party: 'another system' }[asked.decision.via],
      reason: asked.reason,
      key: asked.credential?.status ?? null,
      next: nextStep(asked),
      page: `${ctx.portalUrl}/requests/${asked.id}`,
    },
  };
}

function nextStep(asked: Awaited<ReturnType<typeof getAccessRequest>>): string {
  if (asked.status === 'pending') {
    return asked.informationAskedAt === null
      ? 'It waits for a decision.'
      : 'Those who decide have a question: your developer answers it on the page.';
  }
  if (asked.credential?.status === 'awaiting_claim') {
    return 'It is approved: your developer generates the key on the page. Agents never see keys.';
  }
  return asked.credential?.status === 'active' ? 'Its key works. Your developer finds it on the page of the app.' : '';
}
