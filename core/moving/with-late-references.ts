import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';

/**
 * Runs `work` with references between tables checked at its end instead of with each row, so that tables that refer to
 * each other can be filled. Throws what PostgreSQL says when one of them leads nowhere. Nobody else sees the tables
 * meanwhile, and nothing of this stays when the transaction does not commit.
 */
export async function withLateReferences<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  const { rows } = await tx.execute<{ table: string; name: string }>(sql`
    select class.relname as table, constraints.conname as name
    from pg_constraint constraints join pg_class class on class.oid = constraints.conrelid
    where constraints.contype = 'f' and constraints.connamespace = 'public'::regnamespace
      and not constraints.condeferrable
    order by 1, 2`);
  const alter = async (how: 'deferrable initially deferred' | 'not deferrable') => {
    for (const { table, name } of rows) {
      const [of, reference] = [sql.identifier(table), sql.identifier(name)];
      await tx.execute(sql`alter table ${of} alter constraint ${reference} ${sql.raw(how)}`);
    }
  };
  await alter('deferrable initially deferred');
  const result = await work();
  await tx.execute(sql`set constraints all immediate`);
  await alter('not deferrable');
  return result;
}
