import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns';
import { gateways } from './gateways';

/** The terms that products are offered on. Copied onto a request when it is submitted: editing rewrites no history. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    slug: text().notNull(),
    displayName: text().notNull(),
    description: text().notNull().default(''),
    gatewayId: uuid().references(() => gateways.id),
    /** The gateway policy that sets rate and quota. */
    limitsPolicyId: text(),
    /** The portal keeps that policy at the gateway as this row says, and nobody else edits it. */
    ownsPolicy: boolean().notNull().default(false),
    /** Why the gateway's policy is not yet as this row says; null when it is, or when it is not the portal's. */
    policyProblem: text(),
    /** Requests per `ratePerSeconds`; both null is no limit. Shown; the gateway's policy enforces. */
    rateRequests: integer(),
    ratePerSeconds: integer(),
    /** Requests per `quotaPeriodSeconds`; both null is no quota. */
    quotaRequests: integer(),
    quotaPeriodSeconds: integer(),
    /** Keys die this long after they were made; null is never. */
    keyLifetimeDays: integer(),
    autoApprove: boolean().notNull().default(false),
    /** Who decides where it is not approved by itself: `admin` or `third_party`; null: as the portal's settings say. */
    decidedBy: text().$type<'admin' | 'third_party'>(),
    /** How many requests an organization may make per period; null is no limit. */
    requestAllowance: integer(),
    allowancePeriodDays: integer(),
    keyMetadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    /**
     * The longest call that its APIs allow: how long a write must be watched (provisioning.md 0.3). Null: the portal's
     * setting.
     */
    settleSeconds: integer(),
    isArchived: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    uniqueIndex('plans_slug').on(table.slug),
    check(
      'plans_rate_pair',
      sql`(rate_requests is null) = (rate_per_seconds is null) and coalesce(rate_requests, 1) > 0 and coalesce(rate_per_seconds, 1) > 0`,
    ),
    check(
      'plans_quota_pair',
      sql`(quota_requests is null) = (quota_period_seconds is null) and coalesce(quota_requests, 1) > 0 and coalesce(quota_period_seconds, 1) > 0`,
    ),
    check(
      'plans_allowance_pair',
      sql`(request_allowance is null) = (allowance_period_days is null) and coalesce(request_allowance, 1) > 0 and coalesce(allowance_period_days, 1) > 0`,
    ),
    check('plans_decided_by', sql`decided_by in ('admin', 'third_party')`),
    check('plans_lifetime', sql`key_lifetime_days is null or key_lifetime_days between 1 and 3650`),
    check('plans_gateway_has_policy', sql`(gateway_id is null) = (limits_policy_id is null)`),
  ],
);
