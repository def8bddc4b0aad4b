import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { oneTimeTokens, sessions, throttles } from '@/db/schema';
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
