import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { users } from '@/db/schema';

/** How many people answered each sign-up field, by its name; also fields that are asked no more. */
export async function countAnswers(db: Pick<Database | Transaction, 'execute'>): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ name: string; people: number }>(sql`
    select answer.name, count(*)::int as people
    from ${users}, jsonb_object_keys(${users.signUpValues}) as answer(name)
    where ${users.deletedAt} is null
    group by answer.name`);
  return Object.fromEntries(rows.map(({ name, people }) => [name, people]));
}
