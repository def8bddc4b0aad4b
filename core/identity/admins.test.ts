import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, mails, users } from '@/db/schema';
import { entered } from '@/test/entered';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedWorld } from '@/test/world';
import { ensureBasics } from '../settings/ensure-basics';
import { systemActor } from './actor';
import { createAdmin } from './create-admin';
import { createFirstAdmin } from './create-first-admin';
import { firstAdminLink } from './first-admin-link';
import { logIn } from './log-in';
import { resetPassword } from './reset-password';

const password = 'correct horse battery';
const grace = { email: 'Grace@Provider.test', firstName: 'Grace', lastName: 'Hopper' };
const asOperator = (db: Database) => contextFor(db, systemActor('portal create-admin'));
const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';

/** A portal on its first day: the basics, and nobody. */
const seedFirstDay = (db: Database) =>
  ensureBasics(asOperator(db), {
    gateway: {
      controlUrl: 'http://127.0.0.1:1',
      secret: 'a secret',
      gatewayOrgId: 'org',
      proxyUrl: 'http://127.0.0.1:1',
    },
  });

describe('createAdmin', () => {
  test('makes an admin who can log in at once with the given password', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const made = await createAdmin(asOperator(db), { ...grace, role: 'approver', password });
      expect(made.link).toBeNull();
      const { actor } = await entered(contextFor(db), { email: 'grace@provider.test', password, userAgent: '' });
      expect(actor).toMatchObject({ kind: 'admin', role: 'approver', userId: made.userId, status: 'active' });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'admin.created'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ actorLabel: 'portal create-admin', subjectId: made.userId });
    }));

  test('without a password answers a link, good once, by which they set one', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const { link } = await createAdmin(asOperator(db), { ...grace, role: 'admin', password: null });
      expect(link).toMatch(/^http:\/\/portal\.test\/auth\/reset\/code\?token=[\w-]{43}$/);
      await resetPassword(contextFor(db), { token: tokenOf(link), password });
      expect(await refusalOf(resetPassword(contextFor(db), { token: tokenOf(link), password }))).toMatchObject({
        code: 'conflict',
      });
      await logIn(contextFor(db), { email: grace.email, password, userAgent: '' });
    }));

  test('is for the operator and for owners; everybody else is refused and nothing is made', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, ...others } = castOf(world);
      for (const actor of Object.values(others)) {
        const refusal = await refusalOf(createAdmin(contextFor(db, actor), { ...grace, role: 'owner', password }));
        expect(refusal).toMatchObject({ code: 'forbidden' });
      }
      expect(await db.$count(users, eq(users.email, 'grace@provider.test'))).toBe(0);
      await createAdmin(contextFor(db, priya), { ...grace, role: 'admin', password });
    }));

  test('refuses an address that is taken, whoever has it, and changes nothing of theirs [Z-08]', () =>
    inSandbox(async (db) => {
      const { tom, priya } = await seedWorld(db);
      for (const { email } of [tom, priya]) {
        const [before] = await db.select().from(users).where(eq(users.email, email));
        const refusal = await refusalOf(createAdmin(asOperator(db), { ...grace, email, role: 'owner', password }));
        expect(refusal).toMatchObject({ code: 'conflict' });
        expect((await db.select().from(users).where(eq(users.email, email)))[0]).toEqual(before);
      }
    }));

  test('refuses weak passwords and wrong names as everywhere [A-23]', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const wish = {
        email: 'no',
        firstName: '',
        lastName: 'Hopper',
        password: 'hopper hopper',
        role: 'owner' as const,
      };
      expect(await refusalOf(createAdmin(asOperator(db), wish))).toMatchObject({
        fieldErrors: {
          email: [expect.stringMatching(/email/)],
          firstName: [expect.stringMatching(/first name/)],
          password: [expect.stringMatching(/name/)],
        },
      });
    }));
});

describe('the first admin', () => {
  test('is made by the link from the log, becomes the owner, and then every such link is dead', () =>
    inSandbox(async (db) => {
      await seedFirstDay(db);
      const [first, second] = [await firstAdminLink(asOperator(db)), await firstAdminLink(asOperator(db))];
      expect(first).toMatch(/^http:\/\/portal\.test\/auth\/first-admin\?token=[\w-]{43}$/);

      await createFirstAdmin(contextFor(db), { ...grace, password, token: tokenOf(first) });

      const { actor } = await entered(contextFor(db), { email: grace.email, password, userAgent: '' });
      expect(actor).toMatchObject({ kind: 'admin', role: 'owner' });
      for (const link of [first, second]) {
        const again = { ...grace, email: 'eve@provider.test', password, token: tokenOf(link) };
        expect(await refusalOf(createFirstAdmin(contextFor(db), again))).toMatchObject({ code: 'conflict' });
      }
      expect(await firstAdminLink(asOperator(db))).toBeNull();
      expect(await db.$count(mails)).toBe(0);
    }));

  test('needs the link: without one, or with one of another purpose, nobody becomes anything [A-24]', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      await createAdmin(contextFor(db, priya), { ...grace, role: 'admin', password: null });
      for (const token of ['', 'A'.repeat(43)]) {
        const attempt = { ...grace, email: 'eve@provider.test', password, token };
        expect(await refusalOf(createFirstAdmin(contextFor(db), attempt))).toMatchObject({ code: 'conflict' });
      }
      expect(await db.$count(users, eq(users.email, 'eve@provider.test'))).toBe(0);
    }));

  test('a wrong field leaves the link as it was', () =>
    inSandbox(async (db) => {
      await seedFirstDay(db);
      const token = tokenOf(await firstAdminLink(asOperator(db)));
      const weak = await refusalOf(createFirstAdmin(contextFor(db), { ...grace, password: 'short', token }));
      expect(weak).toMatchObject({ code: 'invalid' });
      await createFirstAdmin(contextFor(db), { ...grace, password, token });
    }));

  // Leave out the lock on the settings' row and `voidTokens` to see this fail; either alone still saves it.
  test('several links used at the same moment make one owner', () =>
    unboxed(async (db) => {
      await seedFirstDay(db);
      const links = await Promise.all(Array.from({ length: 16 }, () => firstAdminLink(asOperator(db))));
      const outcomes = await Promise.allSettled(
        links.map((link, at) =>
          createFirstAdmin(contextFor(db), {
            ...grace,
            email: `admin${at}@provider.test`,
            password,
            token: tokenOf(link),
          }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await db.$count(users, eq(users.kind, 'admin'))).toBe(1);
    }));
});
