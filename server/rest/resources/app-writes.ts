import { z } from '@hono/zod-openapi';
import { changeApp } from '@/core/apps/change-app';
import { createAppFor } from '@/core/apps/create-app-for';
import { deleteApp } from '@/core/apps/delete-app';
import { conflict } from '@/core/errors';
import { merge } from '../merge';
import { asNamed, type Naming } from '../naming';
import { nothing, type Operation, operation } from '../operation';
import { app, readApp } from './apps';

const uuid = z.uuid('This is no id.');
const name = z.string().max(400);
const description = z.string().max(10_000);
const visibility = z
  .enum(['personal', 'team', 'organization'])
  .openapi({ description: 'Who uses it and its keys. In the default organization every app is its owner’s alone.' });
const teamId = uuid.openapi({ description: 'The team that shares it, with `visibility` `team`.' });

const about = { tag: 'Apps', scope: 'apps:write', answer: app } as const;

/** What makes, changes and deletes apps. */
export const appWrites: readonly Operation[] = [
  operation({
    ...about,
    method: 'post',
    path: '/apps',
    operationId: 'createApp',
    summary: 'Make an app for a developer',
    about: 'It is theirs as if they had made it, and they are told. Keys come from requests: `POST /requests`.',
    body: z
      .strictObject({
        developerId: uuid.openapi({ description: 'The owner. Active, of an active organization.' }),
        name,
        description: description.default(''),
        visibility: visibility.optional(),
        teamId: teamId.optional(),
      })
      .openapi({ example: { developerId: '01a0b5c2-7d1e-7c3a-9f20-5b8e6d4c1a01', name: 'Shop checkout' } }),
    status: 201,
    run: async (ctx, { body }) => {
      const { appId } = await asNamed(() => createAppFor(ctx, body), nameOf);
      return readApp(ctx, { id: appId });
    },
    locationOf: ({ id }) => `/apps/${id}`,
  }),
  operation({
    ...about,
    method: 'patch',
    path: '/apps/{id}',
    operationId: 'changeApp',
    summary: 'Change an app',
    about: 'What you leave out stays. An app without an owner cannot be made personal. 409 for one that was deleted.',
    body: z
      .strictObject({
        name: name.optional(),
        description: description.optional(),
        visibility: visibility.optional(),
        teamId: teamId.optional(),
      })
      .openapi({ example: { name: 'Shop checkout 2' } }),
    isOneAtATime: true,
    current: readApp,
    run: async (ctx, { params, body, current }) => {
      const before = app.parse(current);
      if (before.deletedAt !== null) throw conflict('This app was deleted.');
      const { after, isChanged } = merge(wishOf(before), body);
      if (isChanged) await asNamed(() => changeApp(ctx, { appId: before.id, ...after }), nameOf);
      return readApp(ctx, params);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/apps/{id}',
    operationId: 'deleteApp',
    summary: 'Delete an app',
    about:
      'Its keys are revoked, what waits for a decision is cancelled, and its people do not see it any more. It can still ' +
      'be read here, with `deletedAt`. A second call is refused with 404.',
    status: 204,
    answer: nothing,
    isOneAtATime: true,
    current: readApp,
    run: async (ctx, { params }) => {
      await deleteApp(ctx, { appId: params.id ?? '' });
      return null;
    },
  }),
];

type App = z.output<typeof app>;
type Wish = Pick<App, 'name' | 'description' | 'visibility'> & { teamId: string | undefined };

/** The app as the form of its page would send it unchanged. */
function wishOf({ team, ...found }: App): Wish {
  return { name: found.name, description: found.description, visibility: found.visibility, teamId: team?.id };
}

const nameOf: Naming = (field) => {
  if (field === 'appName') return ['name'];
  return field === 'appDescription' ? ['description'] : undefined;
};
