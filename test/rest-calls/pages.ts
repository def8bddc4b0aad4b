import { createPage } from '@/core/pages/create';
import { publishPage } from '@/core/pages/publish';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'settings:write', may: runners } as const;

const words = () => ({ title: 'Imprint', slug: fresh('imprint').replace(' ', '-'), body: 'Us.' });

async function draft({ as, world }: Stage): Promise<string> {
  return (await createPage(as(world.alan), { ...words(), audience: 'everybody' })).pageId;
}

async function published(stage: Stage): Promise<string> {
  const pageId = await draft(stage);
  await publishPage(stage.as(stage.world.alan), { pageId, version: 1 });
  return pageId;
}

/** Operations on pages. */
export const pageCalls: Record<string, RestCall> = {
  listPages: reads('settings:read', () => '/pages'),
  getPage: {
    ...reads('settings:read', () => ''),
    stage: async (stage) => ({ path: `/pages/${await draft(stage)}` }),
  },
  createPage: {
    ...writes,
    stage: async () => ({ path: '/pages', body: words() }),
    status: 201,
    wrong: ['audience', 'nobody'],
  },
  changePage: {
    ...writes,
    stage: async (stage) => ({
      path: `/pages/${await published(stage)}`,
      body: { body: 'Us, elsewhere.', audience: 'signed_in' },
    }),
    status: 200,
    wrong: ['slug', 'new'],
    again: 200,
  },
  deletePage: {
    ...writes,
    stage: async (stage) => ({ path: `/pages/${await draft(stage)}` }),
    status: 204,
    again: 404,
  },
  publishPage: {
    ...writes,
    stage: async (stage) => ({ path: `/pages/${await draft(stage)}/publish` }),
    status: 200,
    again: 409,
  },
  unpublishPage: {
    ...writes,
    stage: async (stage) => ({ path: `/pages/${await published(stage)}/unpublish` }),
    status: 200,
    again: 409,
  },
};
