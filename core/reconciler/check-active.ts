import { and, count, eq, isNotNull, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import { type KeyRow, readKeyRow, readName } from '../credentials/sync/key-row';
import { differenceNow } from '../credentials/sync/prove';
import { mutate } from '../mutate';
import { PASS_SECONDS } from './limits';
import { forEachAtOnce, type Pass, silenceCounter } from './pass';

/**
 * Compares settled keys with the gateway, one by one: those that are proven missing or differ are sent again, whole,
 * with the quota they have used. What is being changed right now has its own job and is left to it.
 */
export async function checkActive(pass: Pass): Promise<void> {
  const silence = silenceCounter(pass.limits);
  await forEachAtOnce(await dueIds(pass), pass.limits.atOnce, async (id) => {
    const row = await readKeyRow(pass.ctx.db, id);
    if (!row || !isComparable(row)) return;
    const read = await pass.gateway.readKey(readName(pass.ctx, row));
    if (read.outcome === 'unknown' || read.outcome === 'secret_refused') return silence.failed(read);
    silence.answered();
    pass.report.checked += 1;
    const isMissing = read.outcome === 'absent';
    const difference = isMissing
      ? 'The key was lost at the gateway.'
      : await differenceNow(pass.ctx, pass.gateway, row, read.session);
    if (!difference) return;
    if (isMissing) pass.report.missing += 1;
    else pass.report.drifted += 1;
    pass.ctx.log.error(
      { credentialId: id, difference, alarm: 'key_differs' },
      'the gateway’s key is not the approved one',
    );
    if (pass.isFixing && (await sendAgain(pass, row, difference))) pass.report.repaired += 1;
  });
}

function isComparable(row: KeyRow): boolean {
  const isOver = row.expiresAt !== null && row.expiresAt <= row.dbNow;
  return row.status === 'active' && row.settledAt !== null && !isOver;
}

/** All of them, or with very many the part whose turn it is: each pass another, without anything to remember. */
async function dueIds(pass: Pass): Promise<string[]> {
  const isSettled = and(
    eq(credentials.gatewayId, pass.gatewayId),
    eq(credentials.status, 'active'),
    isNotNull(credentials.settledAt),
  );
  const [all] = await pass.ctx.db.select({ count: count() }).from(credentials).where(isSettled);
  const parts = Math.max(1, Math.ceil((all?.count ?? 0) / pass.limits.checkedMax));
  const turn = Math.floor(pass.ctx.now().getTime() / 1000 / PASS_SECONDS) % parts;
  const rows = await pass.ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(isSettled, sql`abs(hashtext(${credentials.id}::text)::bigint) % ${parts} = ${turn}`));
  return rows.map(({ id }) => id);
}

/** Makes the wish pending again, unless somebody changed the row since it was read; its job does the rest. */
async function sendAgain(pass: Pass, row: KeyRow, why: string): Promise<boolean> {
  class Changed extends Error {}
  return mutate(pass.ctx, async (unit) => {
    const [marked] = await unit.tx
      .update(credentials)
      .set({
        operation: row.operation + 1,
        settledAt: null,
        settlingSince: null,
        firstProofAt: null,
        lastError: why,
        nextLookAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(
        and(eq(credentials.id, row.id), eq(credentials.operation, row.operation), eq(credentials.status, 'active')),
      )
      .returning({ id: credentials.id });
    if (!marked) throw new Changed();
    const { id, organizationId } = row;
    await unit.audit('credential.repaired', { kind: 'credential', id, organizationId }, { why });
    await unit.enqueue({ kind: 'credential.sync', credentialId: id });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Changed) return false;
    throw error;
  });
}
