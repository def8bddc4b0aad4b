import { setTimeout as pause } from 'node:timers/promises';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { mutate } from '../mutate';
import type { KeyForms } from './credential-digests';
import { holdSealed, readSealed, writeSealed } from './read-sealed';
import { type SealedRow, type SealedTable, sealedTables } from './sealed-tables';
import { secretLabels } from './secret-label';
import { patchOf } from './stale-row';

const PASSES_MAX = 10;
const BETWEEN_PASSES_MS = 500;

/** What became of one table. `held`: others were writing them every time. `shut`: no secret that is known opens them. */
export type Rotated = { what: string; rewritten: number; held: number; shut: readonly string[] };

/** Everything of a piece is as it should be, or was held by others. */
class NothingToDo extends Error {}

/**
 * Seals everything that lasts with today's PORTAL_SECRET, and files what can be looked up under it, while the portal
 * runs: piece by piece, each in a transaction of its own that waits for nobody. Running it again, or after it was
 * killed, does what is left. All processes have to know today's secret before. Throws `forbidden`.
 */
export async function rotateSecret(
  ctx: Context,
  input: { keyForms: (gatewayOrgId: string, keyId: string) => readonly string[] },
): Promise<readonly Rotated[]> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const rows = await ctx.db.select({ id: gateways.id, orgId: gateways.gatewayOrgId }).from(gateways);
  const orgIds = new Map(rows.map(({ id, orgId }) => [id, orgId]));
  const keyForms: KeyForms = (gatewayId, keyId) => input.keyForms(orgIds.get(gatewayId) ?? '', keyId);
  const rotated: Rotated[] = [];
  for (const table of sealedTables) rotated.push(await rotateTable(ctx, table, keyForms));
  return rotated;
}

async function rotateTable(ctx: Context, table: SealedTable, keyForms: KeyForms): Promise<Rotated> {
  let rewritten = 0;
  for (let pass = 1; ; pass += 1) {
    const look = await rotateOnce(ctx, table, keyForms);
    rewritten += look.rewritten;
    // What others wrote or held meanwhile is looked at again.
    if (look.stale === 0 || pass === PASSES_MAX) {
      return { what: table.what, rewritten, held: look.held, shut: look.shut };
    }
    if (look.held > 0) await pause(BETWEEN_PASSES_MS);
  }
}

async function rotateOnce(ctx: Context, table: SealedTable, keyForms: KeyForms) {
  const found = { stale: 0, rewritten: 0, held: 0, shut: [] as string[] };
  for await (const rows of readSealed(ctx.db, table)) {
    const stale = rows.filter((row) => needsRewriting(ctx, table, row, keyForms, found.shut)).map(({ id }) => id);
    if (stale.length === 0) continue;
    const rewritten = await rewrite(ctx, table, stale, keyForms);
    await ctx.fault('secret.afterPiece');
    found.stale += stale.length;
    found.rewritten += rewritten;
    found.held += stale.length - rewritten;
  }
  return found;
}

function needsRewriting(ctx: Context, table: SealedTable, row: SealedRow, keyForms: KeyForms, shut: string[]): boolean {
  try {
    return Object.keys(patchOf(ctx, table, row, keyForms)).length > 0;
  } catch {
    shut.push(row.id);
    return false;
  }
}

async function rewrite(ctx: Context, table: SealedTable, ids: readonly string[], keyForms: KeyForms): Promise<number> {
  return mutate(ctx, async (unit) => {
    let rewritten = 0;
    for (const row of await holdSealed(unit.tx, table, ids)) {
      const patch = patchOf(ctx, table, row, keyForms);
      if (Object.keys(patch).length === 0) continue;
      await writeSealed(unit.tx, table, row.id, patch);
      rewritten += 1;
    }
    if (rewritten === 0) throw new NothingToDo();
    const detail = { what: table.what, count: rewritten, secret: secretLabels(ctx)[0] };
    await unit.audit('portal.secret_rotated', { kind: 'portal', id: null }, detail);
    return rewritten;
  }).catch((error: unknown) => {
    if (error instanceof NothingToDo) return 0;
    throw error;
  });
}
