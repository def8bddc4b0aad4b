import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns';
import { users } from './users';

/**
 * When a rule applies: every part that is set must hold; of a list one entry is enough. To approve, every product of the
 * request must be listed.
 */
export type RuleConditions = {
  planIds?: string[];
  productIds?: string[];
  catalogIds?: string[];
  organizationIds?: string[];
  teamIds?: string[];
  /** The requester's address is in a domain that their organization has proven. */
  hasVerifiedDomain?: boolean;
  /** The requester's address ends with one of these, lower case. */
  emailDomains?: string[];
  isFirstRequest?: boolean;
  /** The organization has had a request approved before. */
  wasApprovedBefore?: boolean;
};

/** What follows from a rule. */
export const ruleOutcome = pgEnum('rule_outcome', ['approve', 'ask_admins', 'ask_third_party']);

/** Who decides which requests: the first active rule that applies, by position; without one the plan and the portal say. */
export const approvalRules = pgTable(
  'approval_rules',
  {
    id: id(),
    name: text().notNull(),
    position: integer().notNull().default(0),
    isActive: boolean().notNull().default(true),
    conditions: jsonb().$type<RuleConditions>().notNull(),
    outcome: ruleOutcome().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [
    index('approval_rules_in_order').on(table.position, table.id),
    check('approval_rules_name_length', sql`char_length(name) between 1 and 120`),
  ],
);

/** What kept words are for. */
export const reasonKind = pgEnum('reason_kind', ['decline', 'question']);

/** Reasons and questions that approvers use again and again. */
export const decisionReasons = pgTable(
  'decision_reasons',
  {
    id: id(),
    kind: reasonKind().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (table) => [uniqueIndex('decision_reasons_title').on(table.kind, table.title)],
);

/** A filter of the inbox that an admin keeps: the query of its address. */
export const inboxFilters = pgTable(
  'inbox_filters',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    query: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('inbox_filters_name').on(table.userId, table.name)],
);
