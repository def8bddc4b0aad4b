import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests, credentials, users } from '@/db/schema';
import { computedHash } from '@/gateway/tyk/hash-of-key';
import { attachedKey } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { provisioningStage } from '@/test/provisioning-stage';
import { introspectKey } from './introspect-key';
import { credentialSeal } from './key-secrets';
import { regenerateCredential } from './regenerate-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const inStage = provisioningStage();
const calm = { skipInvariants: true };

test('a live key is told with everything that is known of its holder', () =>
  inStage(async (stage) => {
    const { world } = stage;
    await stage.db.update(users).set({ signUpValues: { company: 'Acme', tier: 'gold' } });
    const { key, credentialId } = await stage.activeKey();
    const row = await stage.row(credentialId);
    const expected = {
      state: 'active',
      holder: {
        credential: { id: credentialId, generation: 1 },
        developer: { id: world.ada.userId, email: world.ada.email, fields: { company: 'Acme', tier: 'gold' } },
        requestFields: { reason: 'Zahlungen prüfen' },
        app: { id: world.ledger.id, name: 'Ledger' },
        organization: { id: world.acme.id, name: 'Acme' },
        plan: { id: world.standard.id, slug: 'standard', name: 'standard' },
        products: [{ slug: 'payments' }, { slug: 'weather' }],
      },
    };
    const ask = (input: Parameters<typeof introspectKey>[2]) =>
      introspectKey(stage.as(world.priya), computedHash, input);
    expect(await ask({ key })).toMatchObject(expected);
    expect(await ask({ keyHash: row.gatewayKeyHash ?? '' })).toMatchObject(expected);
    expect(await ask({ keyHash: row.gatewayKeyHash ?? '', gatewayId: world.gateway.id })).toMatchObject(expected);
    // The raw id opens the gateway, too, where it takes ids for keys.
    const keyId = stage.system.secrets.open(row.keyIdSealed ?? Buffer.alloc(0), credentialSeal(credentialId));
    expect(await ask({ key: keyId })).toMatchObject(expected);
  }));

test('what has become of a key is told', () =>
  inStage(async (stage) => {
    const { world, db } = stage;
    const { key, credentialId } = await stage.activeKey();
    const stateOf = async (asked: string) =>
      (await introspectKey(stage.as(world.alan), computedHash, { key: asked })).state;
    await suspendCredential(stage.as(world.alan), { credentialId });
    expect(await stateOf(key)).toBe('suspended');
    await db.update(credentials).set({ expiresAt: sql`now() - interval '1 second'` });
    expect(await stateOf(key)).toBe('expired');
    await db.update(credentials).set({ expiresAt: null, suspendedAt: null });
    await regenerateCredential(stage.as(world.ada), { credentialId, grace: '1h' });
    expect(await stateOf(key)).toBe('active');
    await stage.settle();
    await revokeCredential(stage.as(world.ada), { credentialId });
    expect(await stateOf(key)).toBe('revoking');
    await stage.settle();
    expect(await stateOf(key)).toBe('revoked');
    await db.update(accessRequests).set({ requestedBy: null });
    expect(await introspectKey(stage.as(world.alan), computedHash, { key })).toMatchObject({
      state: 'revoked',
      holder: { developer: null, app: { name: 'Ledger' } },
    });
  }, calm));

test('nothing is told of a key that the portal never had, or to whom may not ask', () =>
  inStage(async (stage) => {
    const { world } = stage;
    const { key } = await stage.activeKey();
    const unknown = { state: 'unknown', holder: null };
    const ask = (input: Parameters<typeof introspectKey>[2]) =>
      introspectKey(stage.as(world.priya), computedHash, input);
    expect(await ask({ key: `${key}x` })).toEqual(unknown);
    expect(await ask({ key: key.slice(1) })).toEqual(unknown);
    expect(await ask({ keyHash: 'deadbeef' })).toEqual(unknown);
    expect(await ask({ key, gatewayId: 'another' })).toEqual(unknown);
    expect(await ask({ key: "' or true --" })).toEqual(unknown);
    for (const actor of [world.ada, world.arun, world.audrey]) {
      expect(await outcome(introspectKey(stage.as(actor), computedHash, { key }))).toBe('forbidden');
    }
  }));

test.each([
  [{}],
  [{ key: 'a', keyHash: 'deadbeef' }],
  [{ key: '' }],
  [{ key: 'x'.repeat(1025) }],
  [{ keyHash: 'zz' }],
  [{ keyHash: 'deadbee' }],
])('what names no key is refused: %j', (input) =>
  inStage(async (stage) => {
    expect(await outcome(introspectKey(stage.as(stage.world.priya), computedHash, input))).toBe('invalid');
  }),
);

test('known and unknown keys take the same time', () =>
  inStage(async (stage) => {
    const { key } = await stage.activeKey();
    const time = async (asked: string) => {
      const began = performance.now();
      await introspectKey(stage.as(stage.world.priya), computedHash, { key: asked });
      return performance.now() - began;
    };
    // A timer may fire up to a millisecond early.
    expect(await time(key)).toBeGreaterThanOrEqual(39);
    expect(await time('an unknown key')).toBeGreaterThanOrEqual(39);
  }));

test('of two keys with one short hash the one that lives is told', () =>
  inStage(async (stage) => {
    const { world, db } = stage;
    const [old, living] = [await stage.activeKey(), await stage.activeKey()];
    await revokeCredential(stage.as(world.ada), { credentialId: living.credentialId });
    await stage.settle();
    for (const { credentialId } of [old, living]) {
      await db.update(credentials).set({ gatewayKeyHash: 'deadbeef' }).where(eq(credentials.id, credentialId));
    }
    expect(await introspectKey(stage.as(world.priya), computedHash, { keyHash: 'deadbeef' })).toMatchObject({
      state: 'active',
      holder: { credential: { id: old.credentialId } },
    });
  }, calm));

// Leave the hash out of parseNamed: of such a key the portal knows nothing else.
test('a key that was imported by its hash alone is known by itself, too', () =>
  inStage(async (stage) => {
    const { key, hash, credentialId } = await attachedKey(stage, 'hash');
    for (const input of [{ key }, { keyHash: hash }]) {
      expect(await introspectKey(stage.as(stage.world.alan), computedHash, input)).toMatchObject({
        state: 'active',
        holder: { credential: { id: credentialId } },
      });
    }
  }));
