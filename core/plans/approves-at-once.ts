import { sql } from 'drizzle-orm';

/**
 * Whether requests on `plans` are approved at once, as far as plan and portal say it: what people are told before they
 * ask. A rule may say otherwise about a request of theirs; rules are nobody's business but the admins'.
 */
export const approvesAtOnce = sql<boolean>`(plans.auto_approve
  or (plans.decided_by is null and exists (select from settings where decided_by = 'auto')))`;
