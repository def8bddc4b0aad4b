import type { Context } from './context';

/**
 * Several verbs as one change: all of them commit or none does. `work` gets a context whose database is the transaction;
 * each verb in it is a savepoint, and explains itself in the audit log as always. It must not touch the network. Throws
 * what `work` throws, after rolling back.
 */
export function inOneTransaction<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}
