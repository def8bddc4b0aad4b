import { eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { gatewayApis, gatewayPolicies, type SyncReport } from '@/db/schema';
import type { Unit } from '../mutate';
import { postgresCode } from '../mutate';
import type { Difference } from './compare-stock';
import type { ApiFacts, PolicyFacts } from './stock';

/** How many objects are new, changed, gone, and back. */
export type Tally = { added: number; changed: number; missing: number; back: number };
/** `changes` names what was written, object by object; `broken` what could not be, as it can be shown. */
export type Written = { tally: Tally; changes: Change[]; broken: string[] };
/** One object that was written, as the report keeps it. */
export type Change = SyncReport['changes'][number];

/** PostgreSQL's class of errors about values: such as a name with a null character. */
const VALUE_ERROR = '22';

/** Writes what differs of the APIs. Those that cannot be kept are named, and the others are written all the same. */
export function writeApis(unit: Unit, gatewayId: string, difference: Difference<ApiFacts>): Promise<Written> {
  return write(unit, difference, {
    object: 'api',
    idOf: ({ apiId }) => apiId,
    insert: (tx, facts) => tx.insert(gatewayApis).values({ gatewayId, ...facts }),
    update: (tx, id, facts) =>
      tx
        .update(gatewayApis)
        .set({ ...facts, missingSince: null, isEntered: false })
        .where(eq(gatewayApis.id, id)),
    markMissing: (tx, ids) =>
      tx.update(gatewayApis).set({ missingSince: sql`now()` }).where(inArray(gatewayApis.id, ids)),
  });
}

/** The same for policies. */
export function writePolicies(unit: Unit, gatewayId: string, difference: Difference<PolicyFacts>): Promise<Written> {
  return write(unit, difference, {
    object: 'policy',
    idOf: ({ policyId }) => policyId,
    insert: (tx, facts) => tx.insert(gatewayPolicies).values({ gatewayId, ...facts }),
    update: (tx, id, facts) =>
      tx
        .update(gatewayPolicies)
        .set({ ...facts, missingSince: null, isEntered: false })
        .where(eq(gatewayPolicies.id, id)),
    markMissing: (tx, ids) =>
      tx.update(gatewayPolicies).set({ missingSince: sql`now()` }).where(inArray(gatewayPolicies.id, ids)),
  });
}

type Table<Facts> = {
  object: Change['object'];
  idOf(facts: Facts): string;
  insert(tx: Transaction, facts: Facts): PromiseLike<unknown>;
  update(tx: Transaction, id: string, facts: Facts): PromiseLike<unknown>;
  markMissing(tx: Transaction, ids: string[]): PromiseLike<unknown>;
};

async function write<Facts extends { name: string }>(
  unit: Unit,
  difference: Difference<Facts>,
  table: Table<Facts>,
): Promise<Written> {
  const written: Written = { tally: { added: 0, changed: 0, missing: 0, back: 0 }, changes: [], broken: [] };
  const told = (facts: Facts, what: Change['what']) =>
    written.changes.push({
      object: table.object,
      id: printable(table.idOf(facts)),
      name: printable(facts.name),
      what,
    });
  const one = async (facts: Facts, what: Change['what'], write: (tx: Transaction) => PromiseLike<unknown>) => {
    const isKept = table.idOf(facts) !== '' && (await isWritten(unit, write));
    told(facts, isKept ? what : 'broken');
    if (!isKept) written.broken.push(printable(table.idOf(facts)));
    return isKept ? 1 : 0;
  };
  for (const facts of difference.added) {
    written.tally.added += await one(facts, 'new', (tx) => table.insert(tx, facts));
  }
  for (const { id, facts } of difference.changed) {
    written.tally.changed += await one(facts, 'changed', (tx) => table.update(tx, id, facts));
  }
  for (const { id, facts } of difference.back) {
    written.tally.back += await one(facts, 'back', (tx) => table.update(tx, id, facts));
  }
  for (const { facts } of difference.missing) told(facts, 'gone');
  const ids = difference.missing.map(({ id }) => id);
  if (ids.length > 0) await table.markMissing(unit.tx, ids);
  written.tally.missing = ids.length;
  return written;
}

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

/** A text of the gateway's that a page, a log and PostgreSQL can take. */
export function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '�').slice(0, 80) || '(one without an id)';
}
