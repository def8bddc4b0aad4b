import type { accessRequestStatus } from '@/db/schema';

/** pending → approved | declined | cancelled; approved → fulfilled | withdrawn; fulfilled → withdrawn. */
export type AccessRequestStatus = (typeof accessRequestStatus.enumValues)[number];
