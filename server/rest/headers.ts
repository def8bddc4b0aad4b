import { z } from '@hono/zod-openapi';
import type { Operation } from './operation';

const idempotency = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .openapi({
    param: { name: 'Idempotency-Key', in: 'header' },
    description: 'Drawn by the caller: the same key with the same request is done once and answered the same.',
  });

const ifMatch = z
  .string()
  .max(400)
  .optional()
  .openapi({
    param: { name: 'If-Match', in: 'header' },
    description: 'The ETag of what you read: refused with 412 when it was changed since.',
  });

const ifNoneMatch = z
  .string()
  .max(400)
  .optional()
  .openapi({
    param: { name: 'If-None-Match', in: 'header' },
    description: 'The ETag of what you have: answered with 304, without a body, while it is the same.',
  });

/** The headers that an operation listens to. */
export function headersOf(operation: Operation): z.ZodType[] {
  const { method, isConditional, hasEtag, waitsForNetwork } = operation;
  return [
    ...(method === 'post' && !waitsForNetwork ? [idempotency] : []),
    ...(isConditional ? [ifMatch] : []),
    ...(method === 'get' && hasEtag ? [ifNoneMatch] : []),
  ];
}

/** The headers that come with what an operation answers when it is done. */
export function answeredHeaders({ hasEtag, status }: Operation) {
  const text = { type: 'string' as const };
  return {
    ...(hasEtag && { ETag: { schema: text, description: 'For `If-Match` and `If-None-Match`.' } }),
    ...(status === 201 && { Location: { schema: text, description: 'Where what was made is read.' } }),
  };
}
