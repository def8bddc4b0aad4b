import { sql } from 'drizzle-orm';
import type { Context } from './context';
import { inOneTransaction } from './in-one-transaction';

/**
 * One change, of which no two of the same name are made at the same time: for programs that look and then change, where
 * what they look at counts no versions. `work` gets a context whose database is the transaction (`inOneTransaction`);
 * it must not touch the network. Throws what `work` throws, after rolling back.
 */
export function oneAtATime<T>(ctx: Context, name: string, work: (inside: Context) => Promise<T>): Promise<T> {
  return inOneTransaction(ctx, async (inside) => {
    await inside.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    return work(inside);
  });
}
