import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { addressChanges, auditEvents, mails, sessions, settings, users } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedDeveloper, seedSession, seedWorld } from '@/test/world';
import { messageLoaders } from '../notifications/message-loaders';
import type { Actor, DeveloperActor } from './actor';
import { confirmAddressChange } from './confirm-address-change';
import { getAddressChange, peekAddressChange } from './get-address-change';
import { requestAddressChange } from './request-address-change';
import { mintToken } from './tokens';
import { withdrawAddressChange } from './withdraw-address-change';

const wanted = 'tom.new@acme.test';

async function ready(db: Database) {
  const world = await seedWorld(db);
  for (const person of [world.tom, world.ada, world.dora]) await seedSession(db, person);
  return world;
}

/** The token that the mail to the new address would hold. */
async function tokenOf(db: Database, person: DeveloperActor): Promise<string> {
  const [wish] = await db.select().from(addressChanges).where(eq(addressChanges.userId, person.userId));
  return mintToken(db, { purpose: 'change_email', subjectId: wish?.id ?? '', hours: 24 });
}

const confirm = (db: Database, actor: Actor | undefined, token: string) =>
  confirmAddressChange(contextFor(db, actor), { token });
const emailOf = async (db: Database, { userId }: DeveloperActor) =>
  (await db.select({ email: users.email }).from(users).where(eq(users.id, userId)))[0]?.email;

describe('changing an address', () => {
  test('happens when the link to the new one is confirmed, tells the old one, and ends links mailed to it [A-22]', () =>
    inSandbox(async (db) => {
      const { tom } = await ready(db);
      const ctx = contextFor(db, tom);
      const reset = await mintToken(db, { purpose: 'reset_password', subjectId: tom.userId, hours: 24 });
      await requestAddressChange(ctx, { email: ' Tom.NEW@acme.test ' });
      expect(await getAddressChange(ctx)).toEqual({ newEmail: wanted });
      expect(await emailOf(db, tom)).toBe(tom.email);
      const token = await tokenOf(db, tom);
      expect(await peekAddressChange(ctx, { token })).toEqual({ newEmail: wanted });
      expect(await confirm(db, tom, token)).toEqual({ email: wanted });
      expect(await emailOf(db, tom)).toBe(wanted);
      const [notice] = await db.select().from(mails).where(eq(mails.message, 'email-changed'));
      expect(notice).toMatchObject({ toAddress: tom.email, subjectId: tom.userId, facts: { newEmail: wanted } });
      const dead = sql`hash = sha256(${reset}::bytea) and voided_at is not null`;
      expect((await db.execute(sql`select 1 from one_time_tokens where ${dead}`)).rows).toHaveLength(1);
      expect(await outcome(confirm(db, tom, token))).toBe('conflict');
      expect(await getAddressChange(ctx)).toBeNull();
    }));

  test('mails the link to the new address alone, with the token of this wish', () =>
    inSandbox(async (db) => {
      const { tom } = await ready(db);
      await requestAddressChange(contextFor(db, tom), { email: wanted });
      const [mail] = await db.select().from(mails).where(eq(mails.message, 'email-change-confirm'));
      expect(mail).toMatchObject({ toAddress: wanted, toUserId: null });
      const minted: string[] = [];
      const loading = {
        ctx: contextFor(db),
        recipient: { userId: null, firstName: 'there', lastName: '', address: wanted },
        subjectId: mail?.subjectId ?? null,
        facts: mail?.facts ?? {},
        mint: async (_purpose: string, subjectId: string) => {
          minted.push(subjectId);
          return 'TOKEN';
        },
      };
      expect(await messageLoaders['email-change-confirm'](loading)).toMatchObject({
        firstName: 'Tom',
        newEmail: wanted,
        link: 'http://portal.test/profile/email?token=TOKEN',
      });
      expect(minted).toEqual([mail?.subjectId]);
      // A mail that is sent late says nothing any more.
      await requestAddressChange(contextFor(db, tom), { email: 'another@acme.test' });
      expect(await messageLoaders['email-change-confirm'](loading)).toBeNull();
    }));

  test('takes no link of an earlier wish, a withdrawn one, or one of somebody else [A-22] [T-05]', () =>
    inSandbox(async (db) => {
      const { tom, ada } = await ready(db);
      const ctx = contextFor(db, tom);
      await requestAddressChange(ctx, { email: 'first@acme.test' });
      const earlier = await tokenOf(db, tom);
      await requestAddressChange(ctx, { email: wanted });
      expect(await outcome(confirm(db, tom, earlier))).toBe('conflict');
      const token = await tokenOf(db, tom);
      expect(await peekAddressChange(contextFor(db, ada), { token })).toBeNull();
      expect(await outcome(confirm(db, ada, token))).toBe('conflict');
      expect(await outcome(confirm(db, undefined, token))).toBe('unauthenticated');
      await withdrawAddressChange(ctx);
      expect(await outcome(confirm(db, tom, token))).toBe('conflict');
      expect(await outcome(withdrawAddressChange(ctx))).toBe('conflict');
      expect(await emailOf(db, tom)).toBe(tom.email);
    }));

  test('says the same for an address that is taken, whose owner is told; for one’s own and for none it says what is wrong [A-22]', () =>
    inSandbox(async (db) => {
      const { tom, dora } = await ready(db);
      const ctx = contextFor(db, tom);
      expect(await outcome(requestAddressChange(ctx, { email: dora.email }))).toBe('ok');
      expect(await getAddressChange(ctx)).toEqual({ newEmail: dora.email });
      const sent = await db.select().from(mails).where(eq(mails.message, 'address-already-known'));
      expect(sent.map(({ toUserId }) => toUserId)).toEqual([dora.userId]);
      expect(await db.$count(mails, eq(mails.message, 'email-change-confirm'))).toBe(0);
      expect(await outcome(requestAddressChange(ctx, { email: tom.email.toUpperCase() }))).toBe('invalid');
      expect(await outcome(requestAddressChange(ctx, { email: 'nonsense' }))).toBe('invalid');
      expect(JSON.stringify(await db.select().from(auditEvents).orderBy(auditEvents.id))).not.toContain(dora.email);
    }));

  test('is no way around the domains that may register, except for who was invited from elsewhere', () =>
    inSandbox(async (db) => {
      const { tom, dora } = await ready(db);
      await db.update(settings).set({ allowedDomains: ['acme.test'] });
      const wish = (person: DeveloperActor, email: string) =>
        outcome(requestAddressChange(contextFor(db, person), { email }));
      expect(await wish(tom, 'tom@elsewhere.test')).toBe('invalid');
      expect(await wish(tom, wanted)).toBe('ok');
      expect(await wish(dora, 'dora@elsewhere.test')).toBe('ok');
    }));

  test('wants a fresh proof, and not too many wishes [A-20] [A-22]', () =>
    inSandbox(async (db) => {
      const { tom } = await ready(db);
      const wish = (at: number) => outcome(requestAddressChange(contextFor(db, tom), { email: `tom${at}@acme.test` }));
      for (let at = 0; at < 5; at += 1) expect(await wish(at)).toBe('ok');
      expect(await wish(6)).toBe('too_many');
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      expect(await wish(7)).toBe('proof_needed');
    }));

  // The unique index is what decides; take the savepoint away and the loser meets a fault.
  test('of many who confirm the same address at once, one gets it [A-22]', () =>
    unboxed(async (db) => {
      const { acme } = await ready(db);
      const people: DeveloperActor[] = [];
      const tokens: string[] = [];
      for (let at = 0; at < 8; at += 1) {
        const person = await seedDeveloper(db, `Person${at}`, acme, 'team_member');
        await seedSession(db, person);
        await requestAddressChange(contextFor(db, person), { email: wanted });
        people.push(person);
        tokens.push(await tokenOf(db, person));
      }
      const { won, refused } = await crowd((at) => confirm(db, people[at], tokens[at] ?? ''), people.length);
      expect(won).toHaveLength(1);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'conflict' });
      const told = and(eq(mails.message, 'email-changed'));
      expect(await db.$count(mails, told)).toBe(1);
    }));
});
