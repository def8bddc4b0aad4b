import { z } from '@hono/zod-openapi';
import type { Context } from '@/core/context';
import { changeUser } from '@/core/members/change-user';
import { createDeveloper, type NewDeveloper } from '@/core/members/create-developer';
import { deleteUser } from '@/core/members/delete-user';
import { listAskedFields } from '@/core/members/list-asked-fields';
import { getDefaultOrganization } from '@/core/organizations/get-default-organization';
import { merge } from '../merge';
import { asNamed } from '../naming';
import { nothing, type Operation, operation, versionOf } from '../operation';
import { refuseUnknownFields } from '../refuse-unknown-fields';
import { developer, readDeveloper, role } from './developers';

const typed = z.string().max(400);
const details = {
  email: typed,
  firstName: typed,
  lastName: typed,
  role,
  teamIds: z
    .array(z.uuid('This is no id.'))
    .max(200)
    .openapi({ description: 'Teams of the organization; none is its default team.' }),
  fields: z
    .record(z.string(), z.string().max(10_000))
    .openapi({ description: 'Answers to the sign-up fields, by name; all of them are optional for admins.' }),
};

const newDeveloper = z
  .strictObject({
    ...{ email: details.email, firstName: details.firstName, lastName: details.lastName },
    organizationId: z
      .uuid('This is no id.')
      .optional()
      .openapi({ description: 'The default organization unless told.' }),
    role: details.role.default('team_member'),
    teamIds: details.teamIds.default([]),
    fields: details.fields.default({}),
    invite: z.boolean().default(false).openapi({ description: 'Sends the invitation now.' }),
    password: z.string().max(1_000).optional().openapi({ description: 'The account is active at once.' }),
    mustChangePassword: z.boolean().default(true).openapi({ description: 'At the first login; with a password only.' }),
  })
  .refine(({ invite, password }) => !invite || password === undefined, {
    path: ['password'],
    message: 'Either set a password or send an invitation: leave one of them out.',
  })
  .openapi({
    example: { email: 'sam@acme.test', firstName: 'Sam', lastName: 'Sample', fields: {}, invite: true },
  });

const about = { tag: 'Developers', scope: 'developers:write', answer: developer } as const;

/** What makes, changes and deletes developers; developer-acts.ts has the rest. */
export const developerWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/developers',
    operationId: 'createDeveloper',
    summary: 'Make a developer',
    about:
      'With `invite` the person gets a mail and chooses a password (`state` stays `uninvited` where too many mails went ' +
      'there: invite again later). With `password` the account is active at once, its address counts as verified, and ' +
      'nobody is mailed. With neither, invite the person when you like.',
    body: newDeveloper,
    status: 201,
    run: async (ctx, { body }) => {
      const { fields, invite, password, mustChangePassword, organizationId, ...rest } = body;
      await refuseUnasked(ctx, fields);
      const wish: NewDeveloper = {
        ...rest,
        signUp: fields,
        organizationId: organizationId ?? (await getDefaultOrganization(ctx)).id,
        access: accessOf({ invite, password, mustChange: mustChangePassword }),
      };
      const { userId } = await asNamed(() => createDeveloper(ctx, wish), nameOf);
      return readDeveloper(ctx, { id: userId });
    },
    locationOf: ({ id }) => `/developers/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/developers/{id}',
    operationId: 'changeDeveloper',
    summary: 'Change a developer',
    about:
      'What you leave out stays, also in `fields`; an empty answer takes one away. Another address ends ' +
      'their sessions and links; it counts as verified where the old one was. 409 for the last super admin of an organization.',
    body: z
      .strictObject(details)
      .partial()
      .openapi({ example: { role: 'super_admin', fields: { company: 'Acme' } } }),
    current: readDeveloper,
    run: async (ctx, { params, body, current }) => {
      const before = developer.parse(current);
      const { email, firstName, lastName, fields, teams } = before;
      await refuseUnasked(ctx, body.fields ?? {}, Object.keys(fields));
      const now = { email, firstName, lastName, fields, role: before.role, teamIds: teams.map(({ id }) => id) };
      // No team is the default team: whoever is in that alone stays there, and nothing has changed.
      const isThere = body.teamIds?.length === 0 && teams.every(({ isDefault }) => isDefault);
      const wished = {
        ...body,
        ...(isThere && { teamIds: now.teamIds }),
        fields: { ...fields, ...body.fields },
      };
      const { after } = merge(now, wished);
      const change = { ...after, userId: before.id, version: versionOf(current), signUp: after.fields };
      await asNamed(() => changeUser(ctx, change), nameOf);
      return readDeveloper(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/developers/{id}',
    operationId: 'deleteDeveloper',
    summary: 'Delete a developer',
    about: 'For good. 409 for the last super admin of an organization, and where nobody can take the apps over.',
    body: z.strictObject({
      apps: z.enum(['hand_over', 'end']).openapi({
        description:
          'What becomes of their apps: a super admin of the organization takes them over and their keys go on working, or ' +
          'the apps and their keys end. In the default organization they can only end.',
      }),
    }),
    status: 204,
    answer: nothing,
    current: readDeveloper,
    run: async (ctx, { params, body }) => {
      await deleteUser(ctx, { userId: params.id ?? '', apps: body.apps });
      return null;
    },
  }),
];

function accessOf(given: {
  invite: boolean;
  password: string | undefined;
  mustChange: boolean;
}): NewDeveloper['access'] {
  const { invite, password, mustChange } = given;
  if (password !== undefined) return { kind: 'password', password, mustChange };
  return { kind: invite ? 'invite' : 'later' };
}

/** Answers to fields that are gone by now may be sent back as they were read; they stay as they are. */
async function refuseUnasked(ctx: Context, given: object, alsoKnown: readonly string[] = []): Promise<void> {
  const asked = await listAskedFields(ctx);
  refuseUnknownFields('fields', given, [...asked.map(({ name }) => name), ...alsoKnown]);
}

/** The verbs call them as the forms do. */
function nameOf(field: string): string[] | undefined {
  return field.startsWith('signUp.') ? ['fields', field.slice('signUp.'.length)] : undefined;
}
