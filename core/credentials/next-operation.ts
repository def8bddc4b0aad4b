import { sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';

/**
 * What every change of a key's wish sets beside the wish: a new operation, so that a worker that is under way with the
 * old wish writes no outcome, and nothing proven yet. Order the job `credential.sync` in the same change.
 */
export const nextOperation = {
  operation: sql`${credentials.operation} + 1`,
  settlingSince: null,
  firstProofAt: null,
  settledAt: null,
  attempts: 0,
  lastError: null,
  nextLookAt: sql`now()`,
  updatedAt: sql`now()`,
};
