import type { accessRequestStatus } from '@/db/schema';

/** pending → approved | declined | cancelled; approved → fulfilled | withdrawn; fulfilled → withdrawn. */
export type AccessRequestStatus = (typeof accessRequestStatus.enumValues)[number];

/** Every status, for filters. */
const accessRequestStatuses = [
  'pending',
  'approved',
  'fulfilled',
  'declined',
  'cancelled',
  'withdrawn',
] as const satisfies readonly AccessRequestStatus[];
