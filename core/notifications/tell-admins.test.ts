import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { mails, notifications } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { mutate } from '../mutate';
import { ADMIN_MAILS_AN_HOUR, tellAdmins } from './tell-admins';

// Leave whoHasEnough out and the last registration is one mail more.
test('a flood of registrations fills no mailbox, and every one of them stands under the bell [M-07]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const message = 'registration-to-decide';
    const registered = () =>
      mutate(contextFor(db), async (unit) => {
        await unit.audit('user.registered', { kind: 'user', id: world.ursula.userId });
        const note = { kind: 'registration_to_decide', title: 'Ursula waits', href: '/admin' } as const;
        await tellAdmins(unit, { message, subjectId: world.ursula.userId, ...note });
      });
    const sent = async () => (await db.select().from(mails)).filter(({ toUserId }) => toUserId === world.alan.userId);
    const seen = () => db.$count(notifications, eq(notifications.userId, world.alan.userId));
    await registered();
    const [first] = await sent();
    // To one person each: nobody reads who else decides.
    expect(first).toMatchObject({ toUserId: world.alan.userId, toAddress: null });
    const more = Array.from({ length: ADMIN_MAILS_AN_HOUR - 2 }, () => ({
      id: newId(),
      message,
      toUserId: world.alan.userId,
    }));
    await db.insert(mails).values(more);
    await registered();
    expect(await sent()).toHaveLength(ADMIN_MAILS_AN_HOUR);
    await registered();
    expect(await sent()).toHaveLength(ADMIN_MAILS_AN_HOUR);
    expect(await seen()).toBe(3);
    await db.update(mails).set({ createdAt: sql`now() - interval '61 minutes'` });
    await registered();
    expect(await sent()).toHaveLength(ADMIN_MAILS_AN_HOUR + 1);
  }));
