import { boolean, index, integer, jsonb, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id, instant } from './columns';

/** Which adapter speaks with it. */
export const gatewayKind = pgEnum('gateway_kind', ['tyk']);

/** A provider: where keys are made and where consumers call. */
export const gateways = pgTable(
  'gateways',
  {
    id: id(),
    name: text().notNull(),
    kind: gatewayKind().notNull().default('tyk'),
    controlUrl: text().notNull(),
    /** The control API's secret, sealed to this row. Never shown again. */
    secretSealed: bytes().notNull(),
    proxyUrl: text().notNull(),
    /** The organization's id at the gateway, not ours. */
    gatewayOrgId: text().notNull(),
    /** Id of the key that tells "absent" from "the store is down" (provisioning.md 0.2). */
    sentinelId: text().notNull(),
    /** The first gateway comes from the environment, which wins at every start. */
    fromEnvironment: boolean().notNull().default(false),
    hashAlgorithm: text(),
    version: text(),
    /** How long a deleted key may still work because of the gateway's cache. */
    revocationDelaySeconds: integer().notNull().default(10),
    lastSyncedAt: instant(),
    lastCheckedAt: instant(),
    lastProblem: text(),
    /**
     * Whether *Try it* and tests of keys may call this gateway at an address inside the provider's network. True for
     * the environment's gateway, whose address the operator chose.
     */
    reachesPrivate: boolean().notNull().default(false),
    /** When a synchronization was ordered, and how far it is; both null while none waits or runs. */
    syncOrderedAt: instant(),
    syncStep: text().$type<SyncStep>(),
    /** What the last synchronization that found something found. */
    syncReport: jsonb().$type<SyncReport>(),
    /** Raised by every change on screen, so that nobody overwrites what somebody else changed meanwhile. */
    revision: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('gateways_name').on(table.name)],
);

/** How far a synchronization is. */
export type SyncStep = 'waiting' | 'connecting' | 'reading' | 'comparing';

/** What a synchronization found, object by object. */
export type SyncReport = {
  at: string;
  changes: {
    object: 'api' | 'policy';
    id: string;
    name: string;
    what: 'new' | 'changed' | 'gone' | 'back' | 'broken';
  }[];
};

/** An API as the gateway told it at the last synchronization, or entered by id. */
export const gatewayApis = pgTable(
  'gateway_apis',
  {
    id: id(),
    gatewayId: uuid()
      .notNull()
      .references(() => gateways.id, { onDelete: 'cascade' }),
    apiId: text().notNull(),
    name: text().notNull(),
    listenPath: text().notNull(),
    isActive: boolean().notNull().default(true),
    /** Entered by hand, because the gateway cannot list its APIs: no synchronization calls it gone. */
    isEntered: boolean().notNull().default(false),
    missingSince: instant(),
  },
  (table) => [unique('gateway_apis_api').on(table.gatewayId, table.apiId)],
);

/** Tyk's bundle of rights or limits. Appears only in products, plans and credentials. */
export const gatewayPolicies = pgTable(
  'gateway_policies',
  {
    id: id(),
    gatewayId: uuid()
      .notNull()
      .references(() => gateways.id, { onDelete: 'cascade' }),
    policyId: text().notNull(),
    name: text().notNull(),
    apiIds: jsonb().$type<string[]>().notNull().default([]),
    grantsAccess: boolean().notNull().default(true),
    limitsRate: boolean().notNull().default(true),
    limitsQuota: boolean().notNull().default(true),
    rate: integer(),
    per: integer(),
    quotaMax: integer(),
    quotaSeconds: integer(),
    /** Entered by hand, because the gateway cannot list its policies: no synchronization calls it gone. */
    isEntered: boolean().notNull().default(false),
    missingSince: instant(),
  },
  (table) => [
    unique('gateway_policies_policy').on(table.gatewayId, table.policyId),
    index('gateway_policies_by_gateway').on(table.gatewayId),
  ],
);

/** What the reconciler found at a gateway when it last looked: one row for each. */
export const reconcileReports = pgTable('reconcile_reports', {
  gatewayId: uuid()
    .primaryKey()
    .references(() => gateways.id, { onDelete: 'cascade' }),
  at: createdAt(),
  isFixed: boolean().notNull(),
  report: jsonb().$type<Record<string, unknown>>().notNull(),
});
