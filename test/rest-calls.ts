import type { Scope } from '@/core/api-tokens/scopes';
import { suspendCredential } from '@/core/credentials/suspend-credential';
import { newId } from '@/db/ids';
import type { Stage } from './provisioning-stage';
import { seedRequest } from './requests';

export type RestRole = 'priya' | 'alan' | 'arun' | 'audrey';

/** How one operation is called so that it succeeds, and for whom. `stage` makes anew what it is about. */
export type RestCall = {
  scope: Scope;
  stage(stage: Stage): Promise<{ path: string; body?: Record<string, unknown> }>;
  /** Roles that may, with the scope. */
  may: readonly RestRole[];
  status: number;
  /** A field of the body and a value that it cannot have. */
  wrong?: [field: string, value: unknown];
  /** Whether a second call finds the state passed. */
  onlyOnce?: boolean;
};

const everyAdmin: readonly RestRole[] = ['priya', 'alan', 'arun', 'audrey'];
const deciders: readonly RestRole[] = ['priya', 'alan', 'arun'];
const runners: readonly RestRole[] = ['priya', 'alan'];

const reads = (scope: Scope, path: (stage: Stage) => string): RestCall => ({
  scope,
  stage: async (stage) => ({ path: path(stage) }),
  may: everyAdmin,
  status: 200,
});

let names = 0;

/** Each in an app of its own: only one request for the same may wait. */
async function pending({ db, world }: Stage): Promise<string> {
  names += 1;
  return (await seedRequest(db, world, { app: `App ${names}` })).requestId;
}

const onKey = (act: string, body?: Record<string, unknown>) => async (stage: Stage) => ({
  path: `/credentials/${(await stage.activeKey()).credentialId}/${act}`,
  ...(body && { body }),
});

/** Every operation of the document, by its operationId: one that has no row here fails the tests. */
export const restCalls: Record<string, RestCall> = {
  listRequests: reads('requests:read', () => '/requests'),
  getRequest: {
    scope: 'requests:read',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}` }),
    may: everyAdmin,
    status: 200,
  },
  approveRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}/approve`, body: {} }),
    may: deciders,
    status: 200,
    wrong: ['version', 'one'],
    onlyOnce: true,
  },
  declineRequest: {
    scope: 'requests:write',
    stage: async (stage) => ({ path: `/requests/${await pending(stage)}/decline`, body: { reason: 'Not this year.' } }),
    may: deciders,
    status: 200,
    wrong: ['reason', 7],
    onlyOnce: true,
  },
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
    onlyOnce: true,
  },
  regenerateCredential: {
    scope: 'credentials:write',
    stage: onKey('regenerate', { grace: '1h' }),
    may: runners,
    status: 201,
    wrong: ['grace', '2h'],
    onlyOnce: true,
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
    onlyOnce: true,
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
    onlyOnce: true,
  },
  introspect: {
    scope: 'introspect',
    stage: async () => ({ path: '/introspect', body: { key: 'a key that nobody knows' } }),
    may: runners,
    status: 200,
    wrong: ['keyHash', 7],
  },
  listApps: reads('apps:read', () => '/apps'),
  getApp: reads('apps:read', ({ world }) => `/apps/${world.ledger.id}`),
  listDevelopers: reads('developers:read', () => '/developers'),
  getDeveloper: reads('developers:read', ({ world }) => `/developers/${world.ada.userId}`),
  listOrganizations: reads('organizations:read', () => '/organizations'),
  getOrganization: reads('organizations:read', ({ world }) => `/organizations/${world.acme.id}`),
  listProducts: reads('products:read', () => '/products'),
  getProduct: reads('products:read', ({ world }) => `/products/${world.payments.id}`),
  listTeams: reads('teams:read', () => '/teams'),
  getTeam: reads('teams:read', ({ world }) => `/teams/${world.backend.id}`),
  listCatalogs: reads('catalogs:read', () => '/catalogs'),
  getCatalog: reads('catalogs:read', ({ world }) => `/catalogs/${world.publicCatalog.id}`),
  listGateways: reads('gateways:read', () => '/gateways'),
  getGateway: reads('gateways:read', ({ world }) => `/gateways/${world.gateway.id}`),
  listPlans: reads('plans:read', () => '/plans'),
  getPlan: reads('plans:read', ({ world }) => `/plans/${world.standard.id}`),
};
