import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { settings, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedWorld } from '@/test/world';
import { enter } from '../identity/enter';
import { getUser } from './get-user';
import { listUserHistory } from './list-user-history';

const imaginary = '01930000-0000-7000-8000-000000000000';

test('an admin sees what may be known of a developer, and nothing secret [Z-04]', () =>
  inSandbox(async (db) => {
    const { tom, ada, audrey, priya } = await seedWorld(db);
    const field = { name: 'company', label: 'Company', kind: 'text' as const, required: true };
    await db.update(settings).set({ signUpFields: [field] });
    const signUpValues = { company: 'Acme', gone: 'kept' };
    await db.update(users).set({ signUpValues, passwordHash: 'hash' }).where(eq(users.id, tom.userId));
    await enter(contextFor(db), { userId: tom.userId, userAgent: 'curl/8' });
    const detail = await getUser(contextFor(db, audrey), tom.userId);
    expect(detail).toMatchObject({
      email: tom.email,
      hasPassword: true,
      state: 'active',
      organization: { name: 'Acme' },
      teams: [{ name: 'Backend' }, { name: 'Default team' }],
      sessions: [{ userAgent: 'curl/8' }],
      apps: [],
      invitation: null,
      signUpAnswers: [
        { label: 'Company', value: 'Acme' },
        { label: 'gone', value: 'kept' },
      ],
    });
    expect(detail.sessions[0]?.lastSeenAt).toBeInstanceOf(Date);
    expect(JSON.stringify(detail)).not.toContain('hash"');
    expect((await getUser(contextFor(db, audrey), ada.userId)).apps).toMatchObject([{ name: 'Ledger', keys: 0 }]);
    for (const id of [imaginary, priya.userId, 'nonsense', "' or 1=1"]) {
      expect(await refusalOf(getUser(contextFor(db, audrey), id))).toMatchObject({ code: 'not_found' });
    }
  }));

test('a developer’s page and history do not exist for developers and nobody', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { priya, alan, arun, audrey, ...others } = castOf(world);
    for (const actor of Object.values(others)) {
      const ctx = contextFor(db, actor);
      expect(await refusalOf(getUser(ctx, world.tom.userId))).toMatchObject({ code: 'not_found' });
      expect(await refusalOf(listUserHistory(ctx, world.tom.userId))).toMatchObject({ code: 'not_found' });
    }
  }));

test('the history tells what somebody did and what was done to them, the latest first', () =>
  inSandbox(async (db) => {
    const { tom, audrey } = await seedWorld(db);
    await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
    const events = await listUserHistory(contextFor(db, audrey), tom.userId);
    expect(events.map(({ event }) => event)).toEqual(['user.logged_in']);
  }));
