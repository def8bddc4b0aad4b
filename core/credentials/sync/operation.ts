import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Transaction } from '@/db/client';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import { enqueue } from '../../mutate';
import type { KeyRow } from './key-row';

/** One worker's turn at one key. Whoever takes the next turn, or changes the wish, makes this one's writes void. */
export type Operation = {
  credentialId: string;
  number: number;
  status: KeyRow['status'];
  /** The fence as it was before: restored once every write of this turn was answered. */
  fenceBefore: Date | null;
};

/** Thrown inside a change by a worker whose turn counts no more, so that nothing of it commits. */
export class TurnLost extends Error {
  override name = 'TurnLost';
  constructor() {
    super('somebody else took the row');
  }
}

/**
 * Takes a turn: +1 on the row, and the fence before anything is sent, so that a late write of this turn is known of
 * even when this process dies. Null: somebody else took the row since it was read.
 */
export async function startOperation(ctx: Context, row: KeyRow, fenceSeconds: number): Promise<Operation | null> {
  const fence = sql`greatest(${credentials.putFence}, now() + make_interval(secs => ${fenceSeconds}))`;
  const [taken] = await ctx.db
    .update(credentials)
    .set({ operation: row.operation + 1, updatedAt: sql`now()`, ...(fenceSeconds > 0 ? { putFence: fence } : {}) })
    .where(
      and(eq(credentials.id, row.id), eq(credentials.operation, row.operation), eq(credentials.status, row.status)),
    )
    .returning({ operation: credentials.operation });
  if (!taken) return null;
  await ctx.fault('gw.afterLease');
  return { credentialId: row.id, number: taken.operation, status: row.status, fenceBefore: row.putFence };
}

/** Whether the turn still counts: asked before every send. */
export async function isStillMine(ctx: Context, operation: Operation): Promise<boolean> {
  const [mine] = await ctx.db.select({ id: credentials.id }).from(credentials).where(isMine(operation));
  return mine !== undefined;
}

type Changes = Omit<PgUpdateSetSource<typeof credentials>, 'nextLookAt' | 'updatedAt' | 'operation'>;

/**
 * Writes what the turn brought and books the next look, in the row and as a job, or books none. False: the turn counts
 * no more, and nothing was written.
 */
export async function finishOperation(
  tx: Transaction,
  operation: Operation,
  changes: Changes,
  lookInSeconds: number | null,
): Promise<boolean> {
  const nextLookAt = lookInSeconds === null ? null : sql`now() + make_interval(secs => ${lookInSeconds})`;
  const [written] = await tx
    .update(credentials)
    .set({ ...changes, nextLookAt, updatedAt: sql`now()` })
    .where(isMine(operation))
    .returning({ nextLookAt: credentials.nextLookAt });
  if (!written) return false;
  const { credentialId } = operation;
  if (written.nextLookAt) await enqueue(tx, { kind: 'credential.sync', credentialId }, { runAt: written.nextLookAt });
  return true;
}

/** The same, where nothing happened that history should tell: a retry, a first proof. */
export async function book(
  ctx: Context,
  operation: Operation,
  changes: Changes,
  lookInSeconds: number | null,
): Promise<boolean> {
  return ctx.db.transaction((tx) => finishOperation(tx, operation, changes, lookInSeconds));
}

function isMine(operation: Operation) {
  return and(
    eq(credentials.id, operation.credentialId),
    eq(credentials.operation, operation.number),
    eq(credentials.status, operation.status),
  );
}
