import { publishChange } from '@/core/changelog/publish-change';
import { createGuide } from '@/core/guides/create-guide';
import type { Stage } from '../provisioning-stage';
import { fresh, type RestCall, reads, runners } from './call';

const writes = { scope: 'products:write', may: runners } as const;

async function guide({ as, world }: Stage): Promise<string> {
  const productId = world.payments.id;
  const { guideId } = await createGuide(as(world.alan), { productId, title: fresh('Start'), slug: '', body: 'Ask.' });
  return `/products/${productId}/guides/${guideId}`;
}

async function entry({ as, world }: Stage): Promise<string> {
  const productId = world.payments.id;
  const written = { title: fresh('Faster'), body: '', publishedOn: '2026-01-31', isAnnounced: false };
  const { changeId } = await publishChange(as(world.alan), { productId, ...written });
  return `/products/${productId}/changes/${changeId}`;
}

/** Operations on guides and changelogs. */
export const writingCalls: Record<string, RestCall> = {
  listGuides: reads('products:read', ({ world }) => `/products/${world.payments.id}/guides`),
  getGuide: { ...reads('products:read', () => ''), stage: async (stage) => ({ path: await guide(stage) }) },
  createGuide: {
    ...writes,
    stage: async ({ world }) => ({
      path: `/products/${world.payments.id}/guides`,
      body: { title: fresh('Getting started'), body: '# Ask for access' },
    }),
    status: 201,
    wrong: ['body', ' '],
  },
  changeGuide: {
    ...writes,
    stage: async (stage) => ({ path: await guide(stage), body: { title: fresh('Begin') } }),
    status: 200,
    wrong: ['slug', 'No Slug'],
    again: 200,
  },
  deleteGuide: { ...writes, stage: async (stage) => ({ path: await guide(stage) }), status: 204, again: 404 },
  moveGuide: {
    ...writes,
    stage: async (stage) => ({ path: `${await guide(stage)}/move`, body: { direction: 'up' } }),
    status: 200,
    wrong: ['direction', 'left'],
    again: 200,
  },
  listChanges: reads('products:read', ({ world }) => `/products/${world.payments.id}/changes`),
  getChange: { ...reads('products:read', () => ''), stage: async (stage) => ({ path: await entry(stage) }) },
  publishChange: {
    ...writes,
    stage: async ({ world }) => ({
      path: `/products/${world.payments.id}/changes`,
      body: { title: fresh('Faster'), publishedOn: '2026-01-31', announce: true },
    }),
    status: 201,
    wrong: ['publishedOn', 'yesterday'],
  },
  editChange: {
    ...writes,
    stage: async (stage) => ({ path: await entry(stage), body: { body: 'By a third.' } }),
    status: 200,
    wrong: ['title', ''],
    again: 200,
  },
  deleteChange: { ...writes, stage: async (stage) => ({ path: await entry(stage) }), status: 204, again: 404 },
};
