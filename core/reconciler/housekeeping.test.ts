import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { mails, oneTimeTokens, sessions, throttles } from '@/db/schema';
import { provisioningStage } from '@/test/provisioning-stage';
import { startSession } from '../identity/start-session';
import { mintToken } from '../identity/tokens';
import { housekeeping } from './housekeeping';

const onStage = provisioningStage();

test('housekeeping throws away what has ended long ago, and nothing else', () =>
  onStage(async (stage) => {
    const { db, system, world } = stage;
    const session = (userId: string) =>
      db.transaction((tx) => startSession(system, tx, { userId, kind: 'developer', userAgent: '' }));
    const old = await session(world.ada.userId);
    const fresh = await session(world.tom.userId);
    await db
      .update(sessions)
      .set({ endedAt: new Date(Date.now() - 40 * 86_400_000) })
      .where(eq(sessions.id, old));
    await mintToken(db, { purpose: 'reset_password', subjectId: world.ada.userId, hours: 1 });
    await db.update(oneTimeTokens).set({ expiresAt: new Date(Date.now() - 40 * 86_400_000) });
    await mintToken(db, { purpose: 'reset_password', subjectId: world.tom.userId, hours: 1 });
    await db.insert(throttles).values([
      { bucket: 'old', attempts: 1, resetsAt: new Date(Date.now() - 2 * 86_400_000) },
      { bucket: 'new', attempts: 1, resetsAt: new Date() },
    ]);
    await housekeeping(system);
    const kept = (await db.select().from(sessions)).map(({ id }) => id);
    expect(kept).toContain(fresh);
    expect(kept).not.toContain(old);
    expect((await db.select().from(oneTimeTokens)).map(({ subjectId }) => subjectId)).toEqual([world.tom.userId]);
    expect((await db.select().from(throttles)).map(({ bucket }) => bucket)).toEqual(['new']);
  }));

// Delete the update of `mails` in housekeeping.ts, or its word on queued ones, and this must fail.
test('the ledger forgets where old mails to people without an account went, and no other mail', () =>
  onStage(async ({ db, system, world }) => {
    const old = new Date(Date.now() - 40 * 86_400_000);
    const facts = { firstName: 'Nina', reason: 'kept' };
    const stranger = { message: 'account-deleted', toAddress: 'nina@newcomer.test', facts };
    const [sent, failed, recent, waiting, own] = [newId(), newId(), newId(), newId(), newId()];
    await db.insert(mails).values([
      { ...stranger, id: sent, state: 'sent', updatedAt: old },
      { ...stranger, id: failed, state: 'failed', updatedAt: old },
      { ...stranger, id: recent, state: 'sent' },
      { ...stranger, id: waiting, state: 'queued', updatedAt: old },
      { message: 'key-ready', id: own, toUserId: world.ada.userId, facts, state: 'sent', updatedAt: old },
    ]);
    await housekeeping(system);
    const kept = new Map((await db.select().from(mails)).map((mail) => [mail.id, mail]));
    for (const id of [sent, failed]) {
      expect(kept.get(id)).toMatchObject({ toAddress: null, facts: { reason: 'kept' } });
      expect(kept.get(id)?.facts).not.toHaveProperty('firstName');
    }
    for (const id of [recent, waiting]) expect(kept.get(id)).toMatchObject({ toAddress: stranger.toAddress, facts });
    expect(kept.get(own)).toMatchObject({ toUserId: world.ada.userId, facts });
  }));

// Delete the statement with `_cron` in housekeeping.ts and the first of them stays for ever, with its alarm.
test('a run by the clock that failed is no news a day later; any other job that was given up stays', () =>
  onStage(async ({ db, system }) => {
    const clock = JSON.stringify({ _cron: { ts: '2026-11-20T03:05:00Z', backfilled: false } });
    const dead = async (kind: string, payload: string, age: string) => {
      await db.execute(sql`select graphile_worker.add_job(${kind}, ${payload}::json, max_attempts := 1)`);
      await db.execute(sql`update graphile_worker._private_jobs set attempts = 1, updated_at = now() - ${age}::interval
        where attempts = 0 and key is null and payload::text = ${payload}`);
    };
    await dead('reconcile', clock, '25 hours');
    await dead('usage', clock, '23 hours');
    await dead('document.import', JSON.stringify({ documentId: 'of long ago' }), '90 days');
    await housekeeping(system);
    const left = await db.execute<{ kind: string }>(sql`
      select task_identifier as kind from graphile_worker.jobs where attempts >= max_attempts order by kind`);
    expect(left.rows.map(({ kind }) => kind)).toEqual(['document.import', 'usage']);
  }));
