import { eq } from 'drizzle-orm';
import { createOrganization } from '@/core/organizations/create-organization';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { organizations } from '@/db/schema';
import type { Stage } from '../provisioning-stage';
import { seedDeveloper } from '../world';
import { deciders, fresh, type RestCall, reads, runners } from './call';

async function made({ as, world }: Stage): Promise<string> {
  return (await createOrganization(as(world.alan), { name: fresh('Works') })).organizationId;
}

/** Waits for a decision; somebody of the default organization asked for it. */
async function waiting(stage: Stage): Promise<string> {
  const id = await made(stage);
  const { db, world } = stage;
  const { userId } = await seedDeveloper(db, fresh('Olga'), world.defaultOrganization, 'team_member');
  await db.update(organizations).set({ status: 'pending', requestedBy: userId }).where(eq(organizations.id, id));
  return id;
}

async function suspended(stage: Stage): Promise<string> {
  const organizationId = await made(stage);
  await suspendOrganization(stage.as(stage.world.alan), { organizationId, reason: 'It has to wait.' });
  return organizationId;
}

const write = { scope: 'organizations:write', may: runners, status: 200 } as const;

/** Operations on organizations. */
export const organizationCalls: Record<string, RestCall> = {
  listOrganizations: reads('organizations:read', () => '/organizations'),
  getOrganization: reads('organizations:read', ({ world }) => `/organizations/${world.acme.id}`),
  createOrganization: {
    ...write,
    stage: async () => ({ path: '/organizations', body: { name: fresh('New Works') } }),
    status: 201,
    wrong: ['name', 7],
  },
  changeOrganization: {
    ...write,
    stage: async (stage) => ({
      path: `/organizations/${await made(stage)}`,
      body: { domains: [`${fresh('works').replace(' ', '-')}.test`] },
    }),
    wrong: ['domains', 'acme.com'],
    again: 200,
  },
  deleteOrganization: {
    ...write,
    stage: async (stage) => ({
      path: `/organizations/${await made(stage)}`,
      body: { apps: 'end_keys', members: 'default' },
    }),
    status: 204,
    wrong: ['members', 'keep'],
    again: 409,
  },
  approveOrganization: {
    ...write,
    stage: async (stage) => ({ path: `/organizations/${await waiting(stage)}/approve` }),
    may: deciders,
    again: 409,
  },
  rejectOrganization: {
    ...write,
    stage: async (stage) => ({ path: `/organizations/${await waiting(stage)}/reject`, body: { reason: 'No.' } }),
    may: deciders,
    wrong: ['reason', 7],
    again: 409,
  },
  suspendOrganization: {
    ...write,
    stage: async (stage) => ({ path: `/organizations/${await made(stage)}/suspend`, body: { reason: 'Unpaid.' } }),
    wrong: ['reason', 7],
    again: 409,
  },
  resumeOrganization: {
    ...write,
    stage: async (stage) => ({ path: `/organizations/${await suspended(stage)}/resume` }),
    again: 409,
  },
};
