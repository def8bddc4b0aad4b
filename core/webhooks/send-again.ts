import { sql } from 'drizzle-orm';
import { conflict } from '../errors';
import type { EndpointRow } from './lock-endpoint';

/** What a message is that starts from the beginning. */
export const AGAIN = {
  state: 'pending' as const,
  attempts: 0,
  nextAttemptAt: null,
  deliveredAt: null,
  lastError: null,
  responseStatus: null,
  updatedAt: sql`now()`,
};

/** Throws `conflict`: nothing is sent to what is switched off. */
export function refuseOff({ isActive }: EndpointRow): void {
  if (!isActive) throw conflict('This webhook is switched off. Switch it on first.');
}
