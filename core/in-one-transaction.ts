import type { Context } from './context';
import { postgresCode } from './mutate';

const DEADLOCK = '40P01';
const ATTEMPTS_MAX = 3;

/**
 * Several verbs as one change: all of them commit or none does. `work` gets a context whose database is the transaction;
 * each verb in it is a savepoint, and explains itself in the audit log as always. It must not touch the network. Each
 * verb locks in the right order, several one after the other may not: a deadlock is tried again from the start. Throws
 * what `work` throws, after rolling back.
 */
export async function inOneTransaction<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
    } catch (error) {
      if (postgresCode(error) !== DEADLOCK || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}
