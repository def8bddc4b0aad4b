import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { askForProducts, type ProductsWish } from '@/core/cart/ask-for-products';
import type { Context } from '@/core/context';
import { invalid } from '@/core/errors';
import { answerOnce } from '@/core/idempotency/answer-once';
import { tokenOf } from '@/core/identity/actor';
import { type Tool, tool } from '../tool';
import { id, slug } from './fields';
import { readRequest } from './own';

const input = z.strictObject({
  catalog: slug,
  products: z.array(slug).min(1).max(50).describe('Products of this catalog; one key opens all of them.'),
  plan: slug.describe('A plan that list_catalogs_and_plans names for all of these products.'),
  app_id: id.optional().describe('An app of list_my_apps. Either this or app_name.'),
  app_name: z.string().min(1).max(200).optional().describe('Makes a new app with this name.'),
  answers: z
    .record(z.string().max(100), z.string().max(4_000))
    .default({})
    .describe('Answers to the questions, by the name of the question. Ask your developer what you do not know.'),
  idempotency_key: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'Use 1 to 200 visible ASCII characters.')
    .optional()
    .describe('Draw one for each wish: the same call with the same key makes one request, however often it is sent.'),
});

/** Asks for access as the cart does, without a cart. */
export const requestAccess: Tool = tool({
  name: 'request_access',
  title: 'Request access',
  description:
    'Asks for access to products of one catalog on a plan, in your developer’s name, by the same rules as on the pages. People may have to approve it; they read the answers, so ask your developer before you send it. Answers the request; the key itself is given to your developer only.',
  scope: 'agent:write',
  isForDevelopers: true,
  input,
  run: async (ctx, wish) => {
    const { idempotency_key: key, ...asked } = wish;
    const request = wishOf(asked);
    const tokenId = tokenOf(ctx.actor)?.id;
    if (key === undefined || tokenId === undefined) return ask(ctx, request);
    const work = async (inside: Context) => {
      const { json } = await ask(inside, request);
      return { status: 201, body: JSON.stringify(json), location: null };
    };
    const text = `request_access\n${JSON.stringify(request)}`;
    const { answer } = await answerOnce(ctx, { tokenId, key: `agent:${key}`, asked: text }, work);
    // Written by `work`, a moment or a day ago.
    return { json: JSON.parse(answer.body) as Record<string, unknown> };
  },
});

type Asked = Omit<z.output<typeof input>, 'idempotency_key'>;

function wishOf({
  catalog,
  products,
  plan,
  answers,
  app_id: appId,
  app_name: name,
}: Asked): Omit<ProductsWish, 'submissionKey'> {
  if ((appId === undefined) === (name === undefined)) {
    throw invalid('app_id', 'Give app_id for an app that is there, or app_name for a new one.');
  }
  const app = appId === undefined ? { kind: 'new' as const, name: name ?? '' } : { kind: 'existing' as const, appId };
  return { catalog, products, plan, answers, app };
}

async function ask(ctx: Context, request: Omit<ProductsWish, 'submissionKey'>) {
  const { requestId } = await askForProducts(ctx, { ...request, submissionKey: `agent:${randomUUID()}` });
  return readRequest(ctx, requestId);
}
