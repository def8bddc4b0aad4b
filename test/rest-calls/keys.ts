import { eq } from 'drizzle-orm';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { newId } from '@/db/ids';
import { credentials } from '@/db/schema';
import type { Stage } from '../provisioning-stage';
import { everyAdmin, type RestCall, reads, runners } from './call';

const onKey = (act: string, body?: Record<string, unknown>) => async (stage: Stage) => ({
  path: `/credentials/${(await stage.activeKey()).credentialId}/${act}`,
  ...(body && { body }),
});

/** Operations on credentials. */
export const keyCalls: Record<string, RestCall> = {
  listCredentials: reads('credentials:read', () => '/credentials'),
  getCredential: {
    scope: 'credentials:read',
    stage: async (stage) => ({ path: `/credentials/${(await stage.activeKey()).credentialId}` }),
    may: everyAdmin,
    status: 200,
  },
  importCredential: {
    scope: 'credentials:write',
    stage: async ({ world }) => ({
      path: '/credentials/import',
      body: {
        appId: world.ledger.id,
        planId: world.standard.id,
        productIds: [world.payments.id],
        key: `imported-${newId()}`,
      },
    }),
    may: runners,
    status: 201,
    wrong: ['planId', 'gold'],
    again: 409,
  },
  regenerateCredential: {
    scope: 'credentials:write',
    stage: onKey('regenerate', { grace: '1h' }),
    may: runners,
    status: 201,
    wrong: ['grace', '2h'],
    again: 409,
  },
  revokeCredential: {
    scope: 'credentials:write',
    stage: onKey('revoke', { reason: 'The program was switched off.' }),
    may: runners,
    status: 200,
    wrong: ['reason', 7],
  },
  suspendCredential: {
    scope: 'credentials:write',
    stage: onKey('suspend'),
    may: runners,
    status: 200,
    again: 409,
  },
  resumeCredential: {
    scope: 'credentials:write',
    stage: async (stage) => {
      const { credentialId } = await stage.activeKey();
      await suspendCredential(stage.as(stage.world.alan), { credentialId });
      return { path: `/credentials/${credentialId}/resume` };
    },
    may: runners,
    status: 200,
    again: 409,
  },
  introspect: {
    scope: 'introspect',
    stage: async () => ({ path: '/introspect', body: { key: 'a key that nobody knows' } }),
    may: runners,
    status: 200,
    wrong: ['keyHash', 7],
  },
  changeCredential: {
    scope: 'credentials:write',
    stage: async (stage) => ({
      path: `/credentials/${(await stage.activeKey()).credentialId}`,
      body: { name: 'Nightly run' },
    }),
    may: runners,
    status: 200,
    wrong: ['name', ''],
    again: 200,
  },
  deleteCredential: {
    scope: 'credentials:write',
    stage: async (stage) => ({ path: `/credentials/${(await stage.activeKey()).credentialId}` }),
    may: runners,
    status: 204,
    again: 204,
  },
  retryCredential: {
    scope: 'credentials:write',
    stage: async (stage) => {
      const { credentialId } = await stage.activeKey();
      await stage.db.update(credentials).set({ status: 'failed' }).where(eq(credentials.id, credentialId));
      return { path: `/credentials/${credentialId}/retry` };
    },
    may: runners,
    status: 200,
    again: 409,
  },
};
