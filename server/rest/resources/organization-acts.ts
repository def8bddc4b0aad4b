import { z } from '@hono/zod-openapi';
import { approveOrganization } from '@/core/organizations/approve-organization';
import { rejectOrganization } from '@/core/organizations/reject-organization';
import { resumeOrganization } from '@/core/organizations/resume-organization';
import { suspendOrganization } from '@/core/organizations/suspend-organization';
import { type Operation, operation } from '../operation';
import { organization, readOrganization } from './organizations';

const about = { method: 'post', tag: 'Organizations', scope: 'organizations:write', answer: organization } as const;
const reason = z.string().min(1).max(2000);

/** What can be decided about an organization, and answers it as it is afterwards. */
export const organizationActs: readonly Operation[] = [
  operation({
    ...about,
    path: '/organizations/{id}/approve',
    operationId: 'approveOrganization',
    summary: 'Approve an organization',
    about: 'Whoever asked for it runs it from now on, takes their apps along, and is told. 409 when it was decided.',
    body: z.strictObject({}),
    run: async (ctx, { params: { id: organizationId = '' } }) => {
      await approveOrganization(ctx, { organizationId });
      return readOrganization(ctx, { id: organizationId });
    },
  }),
  operation({
    ...about,
    path: '/organizations/{id}/reject',
    operationId: 'rejectOrganization',
    summary: 'Reject an organization',
    about: 'Whoever asked for it is told the reason, and may ask again. 409 when it was decided.',
    body: z.strictObject({ reason }).openapi({ example: { reason: 'Your colleagues have one already: ask them in.' } }),
    run: async (ctx, { params: { id: organizationId = '' }, body }) => {
      await rejectOrganization(ctx, { organizationId, ...body });
      return readOrganization(ctx, { id: organizationId });
    },
  }),
  operation({
    ...about,
    path: '/organizations/{id}/suspend',
    operationId: 'suspendOrganization',
    summary: 'Suspend an organization',
    about:
      'Its people’s sessions end at once, its keys are suspended, and its super admins are told the reason. 409 for one ' +
      'that is not active, and for the default organization.',
    body: z.strictObject({ reason }).openapi({ example: { reason: 'The contract has ended.' } }),
    run: async (ctx, { params: { id: organizationId = '' }, body }) => {
      await suspendOrganization(ctx, { organizationId, ...body });
      return readOrganization(ctx, { id: organizationId });
    },
  }),
  operation({
    ...about,
    path: '/organizations/{id}/resume',
    operationId: 'resumeOrganization',
    summary: 'Resume an organization',
    about: 'Exactly the keys that the suspension stopped work again. 409 for one that is not suspended.',
    body: z.strictObject({}),
    run: async (ctx, { params: { id: organizationId = '' } }) => {
      await resumeOrganization(ctx, { organizationId });
      return readOrganization(ctx, { id: organizationId });
    },
  }),
];
