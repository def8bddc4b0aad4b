import { eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { gatewayApis, gatewayPolicies } from '@/db/schema';
import type { Unit } from '../mutate';
import { postgresCode } from '../mutate';
import type { Difference } from './compare-stock';
import type { ApiFacts, PolicyFacts } from './stock';

/** How many objects are new, changed, gone, and back. */
export type Tally = { added: number; changed: number; missing: number; back: number };
export type Written = { tally: Tally; broken: string[] };

/** PostgreSQL's class of errors about values: such as a name with a null character. */
const VALUE_ERROR = '22';

/** Writes what differs of the APIs. Those that cannot be kept are named, and the others are written all the same. */
export function writeApis(unit: Unit, gatewayId: string, difference: Difference<ApiFacts>): Promise<Written> {
  return write(unit, difference, {
    nameOf: ({ apiId }) => apiId,
    insert: (tx, facts) => tx.insert(gatewayApis).values({ gatewayId, ...facts }),
    update: (tx, id, facts) =>
      tx
        .update(gatewayApis)
        .set({ ...facts, missingSince: null })
        .where(eq(gatewayApis.id, id)),
    markMissing: (tx, ids) =>
      tx.update(gatewayApis).set({ missingSince: sql`now()` }).where(inArray(gatewayApis.id, ids)),
  });
}

/** The same for policies. */
export function writePolicies(unit: Unit, gatewayId: string, difference: Difference<PolicyFacts>): Promise<Written> {
  return write(unit, difference, {
    nameOf: ({ policyId }) => policyId,
    insert: (tx, facts) => tx.insert(gatewayPolicies).values({ gatewayId, ...facts }),
    update: (tx, id, facts) =>
      tx
        .update(gatewayPolicies)
        .set({ ...facts, missingSince: null })
        .where(eq(gatewayPolicies.id, id)),
    markMissing: (tx, ids) =>
      tx.update(gatewayPolicies).set({ missingSince: sql`now()` }).where(inArray(gatewayPolicies.id, ids)),
  });
}

type Table<Facts> = {
  nameOf(facts: Facts): string;
  insert(tx: Transaction, facts: Facts): PromiseLike<unknown>;
  update(tx: Transaction, id: string, facts: Facts): PromiseLike<unknown>;
  markMissing(tx: Transaction, ids: string[]): PromiseLike<unknown>;
};

async function write<Facts>(unit: Unit, difference: Difference<Facts>, table: Table<Facts>): Promise<Written> {
  const broken: string[] = [];
  const all = async <Row>(rows: readonly Row[], factsOf: (row: Row) => Facts, one: Write<Row>) => {
    let written = 0;
    for (const row of rows) {
      const name = table.nameOf(factsOf(row));
      if (name !== '' && (await isWritten(unit, (tx) => one(tx, row)))) written += 1;
      else broken.push(printable(name));
    }
    return written;
  };
  const replace: Write<{ id: string; facts: Facts }> = (tx, { id, facts }) => table.update(tx, id, facts);
  const tally = {
    added: await all(difference.added, (facts) => facts, table.insert),
    changed: await all(difference.changed, ({ facts }) => facts, replace),
    missing: difference.missing.length,
    back: await all(difference.back, ({ facts }) => facts, replace),
  };
  const ids = difference.missing.map(({ id }) => id);
  if (ids.length > 0) await table.markMissing(unit.tx, ids);
  return { tally, broken };
}

type Write<Row> = (tx: Transaction, row: Row) => PromiseLike<unknown>;

/** Each in a savepoint of its own, so that a value which PostgreSQL refuses costs one object and not all. */
async function isWritten(unit: Unit, write: (tx: Transaction) => PromiseLike<unknown>): Promise<boolean> {
  try {
    await unit.tx.transaction(async (savepoint) => void (await write(savepoint)));
    return true;
  } catch (error) {
    if (postgresCode(error)?.startsWith(VALUE_ERROR)) return false;
    throw error;
  }
}

function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '�').slice(0, 80) || '(one without an id)';
}
