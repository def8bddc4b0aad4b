import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { createDeveloper, type NewDeveloper } from '@/core/members/create-developer';
import { listAskedFields } from '@/core/members/list-asked-fields';
import { getDefaultOrganization } from '@/core/organizations/get-default-organization';
import { asNamed } from '../rest/naming';
import { operation } from '../rest/operation';
import { knownAnswers } from './known-answers';
import { nameFrom } from './name-from';
import { done, ignored, noneOf, ok } from './shapes';

const KEYS_ELSEWHERE = 'Keys come along one by one: POST /api/v1/credentials/import.';

/** A developer as the classic portal has one. */
const classicDeveloper = z
  .strictObject({
    email: z.string().max(400),
    password: z.string().max(1_000).nullish(),
    inactive: z.boolean().default(false),
    org_id: z.string().max(200).nullish(),
    fields: z.record(z.string(), z.string().max(10_000)).nullish(),
    keys: noneOf(KEYS_ELSEWHERE),
    subscriptions: noneOf(KEYS_ELSEWHERE),
    oauth_clients: noneOf('This portal makes no OAuth clients.'),
    ...ignored('id', 'date_created', 'nonce', 'sso_key', 'auth_id', 'password_max_days', 'password_updated'),
    ...ignored('PWHistory', 'last_login_date'),
  })
  .refine(({ inactive, password }) => !inactive || !password, {
    path: ['inactive'],
    message: 'An account with a password is active at once. Leave the password out, and invite the person later.',
  });

/** POST /api/portal/developers: the same as POST /api/v1/developers. */
export const createClassicDeveloper = operation({
  method: 'post',
  path: '/developers',
  tag: 'Classic',
  operationId: 'createClassicDeveloper',
  summary: 'Make a developer',
  scope: 'developers:write',
  body: classicDeveloper,
  answer: done,
  run: async (ctx, { body }) => {
    const asked = await listAskedFields(ctx);
    const { names, rest } = nameFrom(body.email, body.fields ?? {}, asked);
    const { answers, sentAs } = knownAnswers(rest, asked);
    const wish: NewDeveloper = {
      ...{ email: body.email, firstName: names.firstName, lastName: names.lastName, signUp: answers },
      ...{ organizationId: await organizationOf(ctx, body.org_id), teamIds: [], role: 'team_member' },
      access: accessOf(body),
    };
    const { userId } = await asNamed(
      () => createDeveloper(ctx, wish),
      (field) => {
        if (field === 'organizationId') return ['org_id'];
        if (field === 'firstName' || field === 'lastName') return ['fields', names.sentAs[field]];
        return field.startsWith('signUp.') ? ['fields', sentAs(field.slice('signUp.'.length))] : undefined;
      },
    );
    return ok(userId);
  },
});

function accessOf({ password, inactive }: z.output<typeof classicDeveloper>): NewDeveloper['access'] {
  if (password) return { kind: 'password', password, mustChange: false };
  return { kind: inactive ? 'later' : 'invite' };
}

/** Organizations of the classic portal are the provider's own, so their ids say nothing here. */
async function organizationOf(ctx: Context, given: string | null | undefined): Promise<string> {
  const { success, data } = z.uuid().safeParse(given);
  return success ? data : (await getDefaultOrganization(ctx)).id;
}
