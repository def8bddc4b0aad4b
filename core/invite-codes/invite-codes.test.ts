import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, inviteCodes, organizations } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedDeveloper, seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import { register } from '../identity/register';
import { getInviteCode } from './get-invite-code';
import { issueInviteCode } from './issue-invite-code';
import { listInviteCodes } from './list-invite-codes';

const termsFor = (world: World) => ({
  teamId: world.backend.id,
  quota: 3,
  lastDay: null,
  isActive: true,
  note: '',
  code: '',
});

const newcomer = (ctx: Context, name: string, inviteCode: string) =>
  register(ctx, {
    email: `${name}@newcomer.test`,
    firstName: 'Nina',
    lastName: 'Newcomer',
    password: 'correct horse battery',
    inviteCode,
    signUp: {},
    acceptsTerms: false,
  });

describe('issueInviteCode', () => {
  test('draws a code that registers people, however they type it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { inviteCodeId } = await issueInviteCode(ctx, termsFor(world));
      const { code, link } = await getInviteCode(ctx, inviteCodeId);
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
      expect(link).toBe(`${ctx.portalUrl}/auth/register?code=${code}`);
      await newcomer(contextFor(db), 'nina', `${code}`.replaceAll('-', '').toLowerCase());
      const after = await getInviteCode(ctx, inviteCodeId);
      expect(after).toMatchObject({ used: 1, state: 'usable', usedBy: [{ email: 'nina@newcomer.test' }] });
    }));

  test('the code is kept sealed, and stands in no audit event', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await issueInviteCode(contextFor(db, world.alan), { ...termsFor(world), code: 'hackathon-2026' });
      const [row] = await db.select().from(inviteCodes);
      expect(row?.codeSealed.toString('latin1')).not.toContain('HACKATHON');
      expect(JSON.stringify(await db.select().from(auditEvents).orderBy(auditEvents.id))).not.toMatch(/hackathon/i);
    }));

  test.each([
    ['code', { code: 'short' }],
    ['code', { code: 'with a blank inside' }],
    ['code', { code: '--------' }],
    ['quota', { quota: 0 }],
    ['quota', { quota: 1.5 }],
    ['quota', { quota: Number.NaN }],
    ['quota', { quota: 100_001 }],
    ['lastDay', { lastDay: '2026-02-30' }],
    ['lastDay', { lastDay: 'tomorrow' }],
    ['teamId', { teamId: '' }],
    ['teamId', { teamId: "' or true" }],
    ['note', { note: 'x'.repeat(201) }],
  ])('refuses a wrong %s beside its field: %j', (field, wrong) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const refusal = await refusalOf(issueInviteCode(contextFor(db, world.alan), { ...termsFor(world), ...wrong }));
      expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { [field]: [expect.any(String)] } });
      expect(await db.$count(inviteCodes)).toBe(0);
    }),
  );

  test('a team of an organization that is not active cannot be chosen', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      const refusal = await refusalOf(issueInviteCode(contextFor(db, world.alan), termsFor(world)));
      expect(refusal).toMatchObject({ fieldErrors: { teamId: [expect.any(String)] } });
    }));

  test('of admins who choose one word at once, one has it and the others are told', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const wish = { ...termsFor(world), code: 'PARTNER-DAY' };
      const crowd = Array.from({ length: 6 }, (_, at) =>
        issueInviteCode(contextFor(db, at % 2 ? world.alan : world.priya), wish),
      );
      const outcomes = await Promise.allSettled(crowd);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'invalid' });
      }
    }));
});

describe('listInviteCodes', () => {
  test('says what is wrong with a code, and finds it by the whole word or by its note', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const wishes = [
        { code: 'USABLE-CODE', note: 'Spring event' },
        { code: 'INACTIVE-CODE', isActive: false },
        { code: 'EXPIRED-CODE', lastDay: '2020-01-01' },
      ];
      for (const wish of wishes) await issueInviteCode(ctx, { ...termsFor(world), ...wish });
      const states = async (filters: Parameters<typeof listInviteCodes>[1]) =>
        (await listInviteCodes(ctx, filters)).rows.map(({ code, state }) => [code, state]);
      expect(await states({})).toEqual([
        ['EXPIRED-CODE', 'expired'],
        ['INACTIVE-CODE', 'inactive'],
        ['USABLE-CODE', 'usable'],
      ]);
      expect(await states({ search: 'expired-code' })).toEqual([['EXPIRED-CODE', 'expired']]);
      expect(await states({ search: 'expired' })).toEqual([]);
      expect(await states({ search: 'spring' })).toEqual([['USABLE-CODE', 'usable']]);
      expect(await states({ state: 'inactive' })).toEqual([['INACTIVE-CODE', 'inactive']]);
    }));

  test('who only reads does not learn the code; developers do not learn that there are any', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { inviteCodeId } = await issueInviteCode(contextFor(db, world.alan), termsFor(world));
      const asAuditor = contextFor(db, world.audrey);
      expect((await listInviteCodes(asAuditor, {})).rows).toMatchObject([{ id: inviteCodeId, code: null }]);
      expect(await getInviteCode(asAuditor, inviteCodeId)).toMatchObject({ code: null, link: null });
      const stranger = await seedDeveloper(db, 'Stranger', world.acme, 'super_admin');
      for (const actor of [world.ada, stranger, world.dora]) {
        const ctx = contextFor(db, actor);
        expect(await refusalOf(listInviteCodes(ctx, {}))).toMatchObject({ code: 'not_found' });
        expect(await refusalOf(getInviteCode(ctx, inviteCodeId))).toMatchObject({ code: 'not_found' });
      }
    }));
});
