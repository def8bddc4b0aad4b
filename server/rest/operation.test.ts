import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { anonymous } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { contextFor } from '@/test/harness';
import { operation } from './operation';

const parts = {
  gateways: { of: () => Promise.reject() as never },
  outbound: { send: () => Promise.reject() },
  keyHash: () => '',
};
// Nothing here asks a database.
const ctx = contextFor({} as Database, anonymous);

const spec = {
  method: 'post',
  path: '/echo',
  tag: 'Echo',
  operationId: 'echo',
  summary: 'Answer what was sent',
  scope: 'introspect',
  body: z.strictObject({ items: z.array(z.object({ count: z.number() })).default([]) }),
  answer: z.object({ count: z.number() }),
} as const;
const echo = operation({
  ...spec,
  run: async (_ctx, { body }) => ({ count: body.items.length, keySealed: 'a secret' }),
});

// Answer `made` instead of what its schema makes of it, and whatever a verb returns goes out.
test('an answer holds what its schema names, and nothing else', async () => {
  const { answer } = await echo.call(ctx, { params: {}, query: {}, body: { items: [{ count: 1 }] } }, parts);
  expect(answer).toEqual({ count: 1 });
});

test('an answer that is not what was promised is a fault, not an answer', async () => {
  const broken = operation({ ...spec, run: async () => ({ count: Number.NaN }) });
  await expect(broken.call(ctx, { params: {}, query: {}, body: {} }, parts)).rejects.toThrow(z.ZodError);
});

test('every wrong value is named by a pointer that escapes what has to be escaped', async () => {
  const body = { items: [{ count: 1 }, { count: 'two' }], 'a/b': 1, 'c~d': 2 };
  await expect(echo.call(ctx, { params: {}, query: { q: '1' }, body: {} }, parts)).rejects.toMatchObject({
    status: 422,
    more: { errors: [{ in: 'query', pointer: '/q' }] },
  });
  await expect(echo.call(ctx, { params: {}, query: {}, body }, parts)).rejects.toMatchObject({
    status: 422,
    message: '3 values are wrong: see errors.',
    more: {
      errors: [
        { in: 'body', pointer: '/items/1/count', message: expect.stringContaining('expected number') },
        { in: 'body', pointer: '/a~1b' },
        { in: 'body', pointer: '/c~0d' },
      ],
    },
  });
});
