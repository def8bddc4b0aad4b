import { z } from '@hono/zod-openapi';
import { introspectKey } from '@/core/credentials/introspect-key';
import { id, instant, iso, named } from '../fields';
import { type Operation, operation } from '../operation';

const state = z.enum(['active', 'suspended', 'expired', 'provisioning', 'failed', 'revoking', 'revoked', 'unknown']);

const answer = z
  .object({
    active: z.boolean().openapi({ description: 'Whether the key opens something at this moment.' }),
    state,
    credential: named
      .extend({ generation: z.number().int(), expiresAt: instant.nullable(), revokedAt: instant.nullable() })
      .nullable(),
    developer: z
      .object({
        id,
        email: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        fields: z.record(z.string(), z.string()).openapi({ description: 'The sign-up fields.' }),
      })
      .nullable()
      .openapi({ description: 'Who asked for the key; null when the account was deleted.' }),
    requestFields: z.record(z.string(), z.string()).nullable(),
    app: named.nullable(),
    organization: named.nullable(),
    plan: z.object({ id: id.nullable(), slug: z.string(), name: z.string() }).nullable(),
    products: z.array(z.object({ id, slug: z.string(), name: z.string() })).nullable(),
  })
  .openapi('Introspection');

const NOBODY = {
  ...{ credential: null, developer: null, requestFields: null, app: null },
  ...{ organization: null, plan: null, products: null },
};

/** Whose key is this? */
export const introspect: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/introspect',
    tag: 'Introspection',
    operationId: 'introspect',
    summary: 'Ask whose key a key is',
    about:
      'By the key as a consumer sends it, or by the hash under which the gateway files it. Known and unknown keys are ' +
      'answered in the same shape and after the same time.',
    scope: 'introspect',
    // An upstream asks for each of its own calls: counted apart from everything else.
    limit: { name: 'introspect', attempts: 1_200, seconds: 60 },
    body: z
      .strictObject({
        key: z.string().max(1024).optional(),
        keyHash: z.string().max(128).optional(),
        gatewayId: z.uuid('This is no id.').optional().openapi({ description: 'Narrows a short hash to one gateway.' }),
      })
      .openapi({ example: { key: 'the key of the call' } }),
    answer,
    run: async (ctx, { body }, { keyHash }) => {
      const { state: found, holder } = await introspectKey(ctx, keyHash, body);
      if (!holder) return { active: false, state: found, ...NOBODY };
      const { credential, ...rest } = holder;
      const { expiresAt, revokedAt } = credential;
      const dates = { expiresAt: iso(expiresAt), revokedAt: iso(revokedAt) };
      return { active: found === 'active', state: found, ...rest, credential: { ...credential, ...dates } };
    },
  }),
];
