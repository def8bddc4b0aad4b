import { z } from '@hono/zod-openapi';
import { submitRequestFor } from '@/core/access-requests/submit-for';
import { assignRequest } from '@/core/inbox/assign-request';
import { asNamed, type Naming } from '../naming';
import { type Operation, operation } from '../operation';
import { readRequest, request } from './request';

const uuid = z.uuid('This is no id.');

const newRequest = z
  .strictObject({
    developerId: uuid.openapi({ description: 'In whose name. Active, of an active organization.' }),
    productIds: z
      .array(uuid)
      .min(1)
      .max(50)
      .openapi({ description: 'What one key shall open: of one catalog and gateway.' }),
    planId: uuid,
    catalogId: uuid
      .optional()
      .openapi({ description: 'May be left out where one catalog alone offers this to the developer.' }),
    appId: uuid.optional().openapi({ description: 'An app that the developer uses. Or make one with `appName`.' }),
    appName: z.string().max(400).optional(),
    appDescription: z.string().max(10_000).optional(),
    fields: z
      .record(z.string().max(200), z.string().max(10_000))
      .default({})
      .openapi({ description: 'Answers to the key-request fields, by name.' }),
  })
  .refine(({ appId, appName }) => (appId === undefined) !== (appName === undefined), {
    path: ['appName'],
    message: 'Give either appId or appName.',
  })
  .refine(({ appId, appDescription }) => appId === undefined || appDescription === undefined, {
    path: ['appDescription'],
    message: 'Only a new app takes a description.',
  })
  .openapi({
    example: {
      developerId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01',
      productIds: ['01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a02'],
      planId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a03',
      appName: 'Shop checkout',
      fields: {},
    },
  });

const about = { tag: 'Requests', scope: 'requests:write', answer: request } as const;

/** What makes and changes requests; request-acts.ts decides them. */
export const requestWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/requests',
    operationId: 'createRequest',
    summary: 'Ask for access in a developer’s name',
    about:
      'All that the portal checks of the developer is checked: what they are offered, whose app it is, what the plan ' +
      'allows. The same rules decide: the answer is `approved` where nobody has to. The developer is told.',
    body: newRequest,
    status: 201,
    run: async (ctx, { body }) => {
      const { appId, appName = '', appDescription = '', fields, ...wish } = body;
      const made = { kind: 'new', name: appName, description: appDescription } as const;
      const app = appId === undefined ? made : ({ kind: 'existing', appId } as const);
      const { requestId } = await asNamed(() => submitRequestFor(ctx, { ...wish, app, answers: fields }), nameOf);
      return readRequest(ctx, { id: requestId });
    },
    locationOf: ({ id }) => `/requests/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/requests/{id}',
    operationId: 'changeRequest',
    summary: 'Say who takes care of a request',
    about:
      'An admin who may decide it, or nobody with `null`. The others may decide it all the same. What was asked for is ' +
      'never changed. 409 when the request waits no more.',
    body: z.strictObject({ assigneeId: uuid.nullable().optional() }),
    current: readRequest,
    run: async (ctx, { params, body, current }) => {
      const { assigneeId } = body;
      const { id: requestId, assignee } = request.parse(current);
      const was = assignee?.id ?? null;
      if (assigneeId !== undefined && assigneeId !== was) {
        await asNamed(() => assignRequest(ctx, { requestId, assigneeId, was }), nameOf);
      }
      return readRequest(ctx, params);
    },
  }),
];

const nameOf: Naming = (field) => {
  if (field === 'assignee') return ['assigneeId'];
  return field.startsWith('answers.') ? ['fields', field.slice('answers.'.length)] : undefined;
};
