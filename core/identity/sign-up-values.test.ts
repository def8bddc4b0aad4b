import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { readRequestForKey, wantedKey } from '@/core/credentials/wanted-key';
import { mutate } from '@/core/mutate';
import type { Database } from '@/db/client';
import { type FormField, settings, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { changeProfile } from './change-profile';
import { getProfile } from './get-profile';
import { getRegistrationForm } from './get-registration-form';
import { register } from './register';

const company: FormField = { name: 'company', label: 'Company', kind: 'text', required: true, pattern: '[A-Z].*' };
const hobby: FormField = { name: 'hobby', label: 'Hobby', kind: 'text', required: false, notInKeys: true };
const segment: FormField = { name: 'segment', label: 'Segment', kind: 'text', required: false, adminsOnly: true };
const signUpFields = [company, hobby, segment];

const ask = (db: Database, fields = signUpFields) => db.update(settings).set({ signUpFields: fields });
const answersOf = async (db: Database, email: string) =>
  (await db.select().from(users).where(eq(users.email, email))).at(0)?.signUpValues;
const newcomer = {
  email: 'nina@newcomer.test',
  firstName: 'Nina',
  lastName: 'Newcomer',
  password: 'correct horse battery',
  inviteCode: '',
  acceptsTerms: false,
};

describe('sign-up fields for admins only', () => {
  // Delete personalFields from checkApplicant and this must fail.
  test('nobody who registers is asked them, and what is sent all the same is dropped', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      await ask(db);
      const form = await getRegistrationForm(contextFor(db));
      expect(form.signUpFields.map(({ name }) => name)).toEqual(['company', 'hobby']);
      // How an answer is judged and where it goes is not told either.
      expect(JSON.stringify(form)).not.toMatch(/pattern|notInKeys|adminsOnly/);
      await register(contextFor(db), { ...newcomer, signUp: { company: 'Lamp', segment: 'gold' } });
      expect(await answersOf(db, newcomer.email)).toEqual({ company: 'Lamp' });
    }));

  // Delete valuesAfter from changeProfile and this must fail.
  test('a person neither reads nor loses nor changes what admins noted, nor what was asked once', () =>
    inSandbox(async (db) => {
      const { tom } = await seedWorld(db);
      await ask(db);
      const noted = { company: 'Acme', segment: 'gold', asked_once: 'kept' };
      await db.update(users).set({ signUpValues: noted }).where(eq(users.id, tom.userId));
      const ctx = contextFor(db, tom);

      const profile = await getProfile(ctx);
      expect(profile.signUpFields.map(({ name }) => name)).toEqual(['company', 'hobby']);
      expect(profile.signUpValues).toEqual({ company: 'Acme' });
      expect(profile.hasAnswersInKeys).toBe(true);

      const names = { firstName: 'Tom', lastName: 'Test' };
      await changeProfile(ctx, { ...names, signUp: { company: 'Lamp', hobby: 'sailing', segment: 'platinum' } });
      expect(await answersOf(db, tom.email)).toEqual({ ...noted, company: 'Lamp', hobby: 'sailing' });
      await changeProfile(ctx, { ...names, signUp: { company: 'Lamp' } });
      expect(await answersOf(db, tom.email)).toEqual({ ...noted, company: 'Lamp' });
    }));
});

// Delete answersForKeys from wantedKey and this must fail.
test('a key carries the answers to fields that still exist, but for those that admins keep out of keys', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const signUpValues = { company: 'Acme', hobby: 'sailing', segment: 'gold', removed: 'ancient' };
    await db.update(users).set({ signUpValues }).where(eq(users.id, world.ada.userId));
    const { requestId } = await seedRequest(db, world);
    await ask(db);
    const { metadata } = await mutate(contextFor(db, world.priya), async (unit) => {
      await unit.audit('settings.changed', { kind: 'settings', id: null });
      return wantedKey(unit.tx, await readRequestForKey(unit.tx, requestId), { id: requestId, generation: 1 });
    });
    expect(metadata.developer_fields).toEqual({ company: 'Acme', segment: 'gold' });
    expect(metadata).toMatchObject({ developer_company: 'Acme', developer_segment: 'gold' });
    expect(JSON.stringify(metadata)).not.toMatch(/sailing|ancient/);
  }));
