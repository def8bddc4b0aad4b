import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { apiTokens, auditEvents, notifications, sessions, teamMembers, users } from '@/db/schema';
import { CROWD, crowd, gather } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedToken } from '@/test/rest';
import { seedSession, seedWorld } from '@/test/world';
import { activateDeveloper } from '../members/activate-developer';
import { changeMember } from '../members/change-member';
import { deactivateDeveloper } from '../members/deactivate-developer';
import { exportMyData } from '../members/export-my-data';
import { removeMember } from '../members/remove-member';
import { createAgentToken } from './create-agent-token';
import { createApiToken } from './create-token';
import { listMyTokens } from './list-my-tokens';
import { listApiTokens } from './list-tokens';
import { listTokensOf } from './list-tokens-of';
import { loadTokenActor } from './load-token-actor';
import { revokeApiToken } from './revoke-token';
import { isTokenForm } from './token-form';

const WISH = { name: ' Nightly  export ', scopes: ['requests:read', 'apps:read'], days: 30 };

test('a token is shown once and only its hash is kept', () =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    await seedSession(db, priya);
    const ctx = contextFor(db, priya);
    const { token, tokenId } = await createApiToken(ctx, WISH);
    expect(isTokenForm(token)).toBe(true);
    const [row] = await db.select().from(apiTokens);
    expect(row).toMatchObject({ id: tokenId, name: 'Nightly export', lastFour: token.slice(-4) });
    const stored = await db.execute(sql`select t::text as row from api_tokens t`);
    const events = await db.execute(sql`select e::text as row from audit_events e`);
    const texts = [...stored.rows, ...events.rows].map(({ row: text }) => String(text));
    expect(texts.join('\n')).not.toContain(token.slice('portico_'.length, -4));
    expect(await listApiTokens(ctx)).toMatchObject([
      { id: tokenId, state: 'live', isMine: true, scopes: ['requests:read', 'apps:read'], lastUsedAt: null },
    ]);
  }));

test('it acts as its admin, within its scopes, and cannot make another or prove who it is', () =>
  inSandbox(async (db) => {
    const { alan } = await seedWorld(db);
    await seedSession(db, alan);
    const { token } = await createApiToken(contextFor(db, alan), WISH);
    const actor = await loadTokenActor(contextFor(db), token);
    expect(actor).toMatchObject({ kind: 'admin', userId: alan.userId, role: 'admin', token: { scopes: WISH.scopes } });
    if (!actor) throw new Error('no actor');
    expect(await outcome(createApiToken(contextFor(db, actor), WISH))).toBe('forbidden');
    expect(await outcome(listApiTokens(contextFor(db, actor)))).toBe('not_found');
  }));

// Delete requireFreshProof from createApiToken: a borrowed browser makes itself a key to the house.
test('a token wants a fresh proof of who makes it', () =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    await seedSession(db, priya);
    await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
    expect(await outcome(createApiToken(contextFor(db, priya), WISH))).toBe('proof_needed');
  }));

test.each([
  ['no name', { name: '  ' }],
  ['a long name', { name: 'x'.repeat(81) }],
  ['no scope', { scopes: [] }],
  ['an unknown scope', { scopes: ['requests:read', 'everything'] }],
  ['a scope of every object', { scopes: ['constructor'] }],
  ['no end', { days: 0 }],
  ['a far end', { days: 3650 }],
])('a token with %s is refused', (_what, change) =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    await seedSession(db, priya);
    expect(await outcome(createApiToken(contextFor(db, priya), { ...WISH, ...change }))).toBe('invalid');
  }),
);

test('an admin who was made an auditor meanwhile makes no token', () =>
  inSandbox(async (db) => {
    const { alan } = await seedWorld(db);
    await seedSession(db, alan);
    await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.id, alan.userId));
    expect(await outcome(createApiToken(contextFor(db, alan), WISH))).toBe('forbidden');
  }));

test('nobody has more than fifty, however many are made at once', () =>
  unboxed(async (db) => {
    const { priya } = await seedWorld(db);
    await seedSession(db, priya);
    for (let made = 0; made < 48; made += 1) await seedToken(db, priya);
    await gather(db);
    const { won, refused } = await crowd(() => createApiToken(contextFor(db, priya), WISH));
    expect(won).toHaveLength(2);
    expect(refused).toHaveLength(CROWD - 2);
    expect(refused[0]).toMatchObject({ code: 'conflict' });
  }));

test('a token is revoked once, by whoever manages tokens', () =>
  inSandbox(async (db) => {
    const { priya, alan } = await seedWorld(db);
    const { token, tokenId } = await seedToken(db, priya);
    await revokeApiToken(contextFor(db, alan), { tokenId });
    expect(await outcome(revokeApiToken(contextFor(db, alan), { tokenId }))).toBe('conflict');
    expect(await outcome(revokeApiToken(contextFor(db, alan), { tokenId: 'x' }))).toBe('not_found');
    expect(await loadTokenActor(contextFor(db), token)).toBeNull();
    expect(await listApiTokens(contextFor(db, priya))).toMatchObject([{ state: 'revoked' }]);
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'api_token.revoked'))
      .orderBy(auditEvents.id);
    expect(events).toHaveLength(1);
  }));

const AGENT = { name: 'My editor', scopes: ['agent:read'], days: 30 };

describe('a token for agents', () => {
  test('acts as its developer, as they are at this moment, and makes no other', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await seedSession(db, ada);
      const ctx = contextFor(db, ada);
      const { token, tokenId } = await createAgentToken(ctx, AGENT);
      const actor = await loadTokenActor(contextFor(db), token);
      const { sessionId: _session, ...person } = ada;
      expect(actor).toMatchObject({ ...person, token: { id: tokenId, name: 'My editor', scopes: ['agent:read'] } });
      expect(await db.select({ href: notifications.href }).from(notifications)).toEqual([{ href: '/profile/tokens' }]);
      if (!actor) throw new Error('no actor');
      expect(await outcome(createAgentToken(contextFor(db, actor), AGENT))).toBe('forbidden');
      expect(await outcome(listMyTokens(contextFor(db, actor)))).toBe('not_found');
      await db.delete(teamMembers).where(eq(teamMembers.userId, ada.userId));
      expect(await loadTokenActor(contextFor(db), token)).toMatchObject({ teamIds: [] });
    }));

  test.each([
    ['a scope that only admins give', { scopes: ['agent:read', 'requests:read'] }],
    ['a year', { days: 365 }],
  ])('never has %s', (_what, change) =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await seedSession(db, ada);
      expect(await outcome(createAgentToken(contextFor(db, ada), { ...AGENT, ...change }))).toBe('invalid');
    }),
  );

  // Delete requireFreshProof from createAgentToken.
  test('wants a fresh proof', () =>
    inSandbox(async (db) => {
      const { ada } = await seedWorld(db);
      await seedSession(db, ada);
      await db.update(sessions).set({ provenAt: sql`now() - interval '2 hours'` });
      expect(await outcome(createAgentToken(contextFor(db, ada), AGENT))).toBe('proof_needed');
    }));

  test('is seen and ended by its developer and by those who manage tokens, and by nobody else', () =>
    inSandbox(async (db) => {
      const { ada, tom, olga, priya, arun } = await seedWorld(db);
      const { tokenId } = await seedToken(db, ada, { scopes: ['agent:read'] });
      expect(await listMyTokens(contextFor(db, ada))).toMatchObject([{ id: tokenId, state: 'live', isMine: true }]);
      expect(await listMyTokens(contextFor(db, tom))).toEqual([]);
      expect(await listApiTokens(contextFor(db, priya))).toEqual([]);
      expect(await listTokensOf(contextFor(db, priya), { userId: ada.userId })).toMatchObject([{ id: tokenId }]);
      expect(await outcome(listTokensOf(contextFor(db, arun), { userId: ada.userId }))).toBe('not_found');
      expect(await outcome(listTokensOf(contextFor(db, ada), { userId: ada.userId }))).toBe('not_found');
      const { tokens } = await exportMyData(contextFor(db, ada));
      expect(tokens).toEqual([expect.objectContaining({ name: 'CI', scopes: ['agent:read'], revokedAt: null })]);
      expect(JSON.stringify(tokens)).not.toMatch(/hash|lastFour/);
      for (const other of [tom, olga, arun]) {
        expect(await outcome(revokeApiToken(contextFor(db, other), { tokenId }))).toBe('not_found');
      }
      const { tokenId: ofPriya } = await seedToken(db, priya);
      expect(await outcome(revokeApiToken(contextFor(db, ada), { tokenId: ofPriya }))).toBe('not_found');
      await revokeApiToken(contextFor(db, ada), { tokenId });
      expect(await outcome(revokeApiToken(contextFor(db, ada), { tokenId }))).toBe('conflict');
    }));

  // Delete revokeTokensOf from deactivateDeveloper, or from placeUser.
  test('ends with its developer’s account or place, and wakes up with neither', () =>
    inSandbox(async (db) => {
      const { ada, tom, priya } = await seedWorld(db);
      const admin = contextFor(db, priya);
      const ofTom = await seedToken(db, tom, { scopes: ['agent:read'] });
      await deactivateDeveloper(admin, { userId: tom.userId });
      await activateDeveloper(admin, { userId: tom.userId });
      expect(await loadTokenActor(admin, ofTom.token)).toBeNull();

      const again = await seedToken(db, tom, { scopes: ['agent:read'] });
      const changed = { userId: tom.userId, firstName: 'Thomas', lastName: 'Again', teamIds: [] };
      await changeMember(contextFor(db, ada), { ...changed, role: 'team_member' });
      expect(await loadTokenActor(admin, again.token)).not.toBeNull();
      await removeMember(contextFor(db, ada), { userId: tom.userId, apps: [] });
      expect(await loadTokenActor(admin, again.token)).toBeNull();
      const ended = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'api_token.revoked'))
        .orderBy(auditEvents.id);
      expect(ended.map(({ detail }) => detail)).toMatchObject([{ because: 'deactivated' }, { because: 'moved' }]);
    }));
});
