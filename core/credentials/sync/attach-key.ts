import { and, eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import { violatedConstraint } from '../../mutate';
import { isReservedMetadata } from '../../plans/reserved-metadata';
import type { GatewayPort, KeyRewrite, KeySession } from '../../ports';
import { activate } from './activate';
import { differenceOf } from './compare-key';
import { failForGood } from './fail-for-good';
import { marksThis } from './held-key';
import { expiryFrom, unixSeconds } from './issue-key';
import { type KeyRow, openKey, readName } from './key-row';
import { makeSureOfDelete } from './late-write';
import type { SyncLimits } from './limits';
import { isStillMine, type Operation, startOperation } from './operation';
import { previewPolicies } from './preview-policies';
import { refusalToAttach } from './refuse-to-attach';
import { retryAlarmed, retryLater } from './retry-later';
import { sessionWish } from './session-wish';

/** What PostgreSQL's JSON does not take: a NUL, and half of a character. */
const UNKEEPABLE = /\\u(0000|d[89a-f])/i;

const NO_SUCH_KEY = 'The gateway has no such key. Give the whole key as its consumers send it, or its hash.';
const TAKEN = 'This key is being attached by another record.';

/**
 * Attaches the key of a row that is `provisioning` and imported: looks that the gateway has it and that it is nobody
 * else's, remembers what it says, writes the approved session under its own name, reads it back, and only then makes the
 * row `active`. Nothing is ever made: a key that is not there stays away. Repeating it is harmless.
 */
export async function attachKey(ctx: Context, gateway: GatewayPort, row: KeyRow, limits: SyncLimits): Promise<void> {
  const operation = await startOperation(ctx, row, 0);
  if (!operation) return;
  const name = readName(ctx, row);
  const read = await gateway.readKey(name);
  if (read.outcome === 'absent') return failForGood(ctx, row, operation, NO_SUCH_KEY);
  if (read.outcome !== 'found') return retryLater(ctx, row, operation, read, limits);
  const refusal = await refusalToAttach(ctx, row, read.session);
  if (refusal) return giveUp(ctx, row, operation, refusal, limits);
  const isWritten = marksThis(row, read.session);
  const previewed = await previewPolicies(ctx, gateway, row.wanted);
  if (previewed.outcome === 'refused')
    return refuse(ctx, row, operation, { reason: previewed.reason, isWritten }, limits);
  if (previewed.outcome !== 'good') return retryLater(ctx, row, operation, previewed, limits);

  const hash = await hashOf(ctx, gateway, row);
  if (hash.outcome !== 'told') return retryLater(ctx, row, operation, hash, limits);
  const found = { hash: hash.hash, session: read.session, isWritten };
  const known = await remember(ctx, row, operation, found, limits);
  if (known === 'taken') return giveUp(ctx, row, operation, TAKEN, limits);
  if (known === 'lost') return;
  await ctx.fault('import.afterRead');

  const wish = sessionWish(known, endOf(ctx, row, read.session));
  if (!(await isStillMine(ctx, operation))) return;
  const put = await gateway.rewriteKey(name, wish, { resetQuota: row.wanted.resetsQuota === true && !isWritten });
  await ctx.fault('import.afterWrite');
  if (put.outcome === 'rejected') return refuse(ctx, row, operation, { reason: put.reason, isWritten }, limits);
  if (put.outcome === 'absent') return retryAlarmed(ctx, row, operation, 'The key was deleted at the gateway.', limits);
  if (put.outcome !== 'applied') return retryLater(ctx, row, operation, put, limits);
  await confirm(ctx, gateway, row, operation, { wish, hash: hash.hash, preview: previewed.preview }, limits);
}

/** Reads it back, as after every write, and lets the key count. */
async function confirm(
  ctx: Context,
  gateway: GatewayPort,
  row: KeyRow,
  operation: Operation,
  sent: { wish: KeyRewrite; hash: string | null; preview: { apiIds: readonly string[]; quotaMax: number } | null },
  limits: SyncLimits,
): Promise<void> {
  const read = await gateway.readKey(readName(ctx, row));
  await ctx.fault('gw.afterVerify');
  if (read.outcome === 'absent') {
    return retryAlarmed(ctx, row, operation, 'The gateway took the key and does not have it.', limits);
  }
  if (read.outcome !== 'found') return retryLater(ctx, row, operation, read, limits);
  const expected = { expires: unixSeconds(sent.wish.expires), preview: sent.preview };
  const difference = differenceOf(row, read.session, expected);
  if (difference) return retryAlarmed(ctx, row, operation, difference, limits);
  await ctx.fault('gw.beforeActive');
  const expiresAt = sent.wish.expires instanceof Date ? sent.wish.expires : null;
  const isActive = await activate(ctx, row, operation, { key: null, keyHash: sent.hash, expiresAt });
  if (!isActive) return makeSureOfDelete(ctx, gateway, row);
  await ctx.fault('gw.afterActive');
}

/** The plan's lifetime counts from now. A key that ends sooner by itself does not live longer for being attached. */
function endOf(ctx: Context, row: KeyRow, session: KeySession): Date | 'never' {
  const byPlan = expiryFrom(ctx, row.wanted.lifetimeDays);
  const own = session.expires > 1 ? new Date(session.expires * 1000) : null;
  return own && (byPlan === 'never' || own < byPlan) ? own : byPlan;
}

async function hashOf(ctx: Context, gateway: GatewayPort, row: KeyRow) {
  const key = openKey(ctx, row);
  return key === null ? { outcome: 'told' as const, hash: row.gatewayKeyHash } : gateway.hashOfKey(key);
}

/**
 * Writes down, before anything is sent, under which hash the key is filed and what it said of itself: after the write
 * nobody could tell any more, and of two records that attach one key by different names one is refused here.
 */
async function remember(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  found: { hash: string | null; session: KeySession; isWritten: boolean },
  limits: SyncLimits,
): Promise<KeyRow['wanted'] | 'taken' | 'lost'> {
  const keptMetadata = found.isWritten ? row.wanted.keptMetadata : keptOf(found.session, openKey(ctx, row));
  const wanted = keptMetadata ? { ...row.wanted, keptMetadata } : row.wanted;
  try {
    const written = await ctx.db
      .update(credentials)
      .set({
        wanted,
        gatewayKeyHash: found.hash,
        // Up to here nothing was written; from here on something may arrive late.
        putFence: sql`greatest(${credentials.putFence}, now() + make_interval(secs => ${limits.fenceSeconds}))`,
      })
      .where(and(eq(credentials.id, row.id), eq(credentials.operation, operation.number)))
      .returning({ id: credentials.id });
    return written.length === 1 ? wanted : 'lost';
  } catch (error) {
    if (violatedConstraint(error) === 'credentials_one_import') return 'taken';
    throw error;
  }
}

/** What upstreams may go by: everything under names that are not the portal's, and nothing that repeats the key. */
function keptOf(session: KeySession, key: string | null): Record<string, unknown> | undefined {
  const entries = Object.entries(session.metadata).filter(([name, value]) => {
    const text = JSON.stringify([name, value]);
    return !isReservedMetadata(name) && !UNKEEPABLE.test(text) && (key === null || !text.includes(key));
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A policy that was just added appears with the next reload. A key that was written already is not left half done. */
async function refuse(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  refused: { reason: string; isWritten: boolean },
  limits: SyncLimits,
): Promise<void> {
  const isForgiven = refused.isWritten || row.attempts < limits.rejectionsForgiven;
  if (isForgiven) return retryAlarmed(ctx, row, operation, refused.reason, limits);
  await giveUp(ctx, row, operation, refused.reason, limits);
}

/** Not while an earlier write may still reach the key: it would say that a record looks after it which has given up. */
async function giveUp(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  reason: string,
  limits: SyncLimits,
): Promise<void> {
  const mayComeLate = row.putFence !== null && row.putFence > row.dbNow;
  if (mayComeLate) return retryAlarmed(ctx, row, operation, reason, limits);
  await failForGood(ctx, row, operation, reason);
}
