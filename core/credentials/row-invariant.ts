import type { SQL } from 'drizzle-orm';

/** One promise of provisioning.md 4.6 that the rows alone can break. The query answers what breaks it, as text. */
export type RowInvariant = { name: string; broken: SQL; onlyAtRest?: boolean };
