import { describe, expect, test } from 'vitest';
import { AMBIGUOUS, GOLD, NO_KEY, ORG, wireStage } from '../contract/wire-stage';

/* What a write leaves behind and a read tells, as measured; 5.14.0 unless said otherwise. */

describe('5.14.0 with hash_keys off', () => {
  const { demo, ask, session } = wireStage({ hashKeys: false, hashKeyFunction: '' });

  test('the session is told without its zero fields', async () => {
    await ask('POST', '/tyk/keys/portal01', {
      ...GOLD,
      alias: 'a1',
      meta_data: { customer_id: 'cus_1', tier: 'mine' },
      tags: ['team-a'],
    });
    const told = await session(`/tyk/keys/${ORG}portal01`);
    const limit = { rate: 100_000, per: 1, quota_max: -1 };
    expect(told).toEqual({
      rate: 100_000,
      per: 1,
      quota_max: -1,
      quota_renews: expect.any(Number),
      date_created: expect.any(String),
      last_updated: expect.any(String),
      access_rights: {
        'orders-api': { versions: ['Default'], limit },
        'catalog-api': { versions: ['Default'], limit },
      },
      org_id: ORG,
      apply_policies: ['plan-gold'],
      meta_data: { customer_id: 'cus_1', tier: 'gold' },
      tags: ['gold', 'team-a'],
      alias: 'a1',
    });
  });

  test('bare ids are found with the organization, and not without', async () => {
    await ask('POST', '/tyk/keys/bare01', GOLD);
    expect((await ask('GET', '/tyk/keys/bare01')).status).toBe(404);
    expect((await ask('GET', `/tyk/keys/bare01?org_id=${ORG}`)).status).toBe(200);
    expect((await ask('GET', '/tyk/keys/bare01?api_id=orders-api')).status).toBe(200);
    expect((await ask('DELETE', '/tyk/keys/bare01')).status).toBe(404);
    expect((await ask('DELETE', '/tyk/keys/bare01?api_id=orders-api')).status).toBe(404);
    expect(await ask('PUT', '/tyk/keys/bare01', GOLD)).toMatchObject({
      text: `{"key":"${ORG}bare01","status":"ok","action":"modified"}`,
    });
    expect(await ask('DELETE', `/tyk/keys/bare01?org_id=${ORG}`)).toMatchObject({
      text: `{"key":"${ORG}bare01","status":"ok","action":"deleted"}`,
    });
  });

  test('a past expiry becomes never on import, keeps the old one on PUT, and 1 is kept', async () => {
    const now = Math.floor(Date.now() / 1000);
    await ask('POST', '/tyk/keys/exp01', { ...GOLD, expires: now - 100 });
    expect(await session(`/tyk/keys/${ORG}exp01`)).not.toHaveProperty('expires');
    await ask('POST', '/tyk/keys/exp01', { ...GOLD, expires: now + 100 });
    await ask('PUT', `/tyk/keys/${ORG}exp01`, { ...GOLD, expires: now - 100 });
    expect(await session(`/tyk/keys/${ORG}exp01`)).toHaveProperty('expires', now + 100);
    await ask('POST', '/tyk/keys/exp01', { ...GOLD, expires: 1 });
    expect(await session(`/tyk/keys/${ORG}exp01`)).toHaveProperty('expires', 1);
  });

  test('is_inactive is ignored on a key with policies; an inactive policy is not', async () => {
    await ask('POST', '/tyk/keys/off01', { ...GOLD, is_inactive: true });
    expect(await session(`/tyk/keys/${ORG}off01`)).not.toHaveProperty('is_inactive');
    await ask('PUT', `/tyk/keys/${ORG}off01`, { ...GOLD, apply_policies: ['plan-gold', 'plan-inactive'] });
    expect(await session(`/tyk/keys/${ORG}off01`)).toHaveProperty('is_inactive', true);
    await ask('POST', '/tyk/keys/off02', { org_id: ORG, access_rights: { 'orders-api': {} }, is_inactive: true });
    expect(await session(`/tyk/keys/${ORG}off02`)).toHaveProperty('is_inactive', true);
  });

  test('an unknown policy among known ones is dropped without a word, and stored', async () => {
    expect((await ask('POST', '/tyk/keys/two01', { ...GOLD, apply_policies: ['acl-catalog', 'nope'] })).status).toBe(
      200,
    );
    const told = await session(`/tyk/keys/${ORG}two01`);
    expect(told).toMatchObject({ apply_policies: ['acl-catalog', 'nope'] });
    expect(Object.keys(Object(told.access_rights))).toEqual(['catalog-api']);
  });

  test('partitions merge: access from one policy, limits from another', async () => {
    const preview = await ask('POST', '/tyk/keys/preview', { ...GOLD, apply_policies: ['acl-catalog', 'rl-slow'] });
    expect(JSON.parse(preview.text)).toMatchObject({
      rate: 3,
      per: 10,
      quota_max: 5,
      quota_renewal_rate: 60,
      access_rights: { 'catalog-api': {} },
    });
    const unknown = await ask('POST', '/tyk/keys/preview', { ...GOLD, apply_policies: ['nope'] });
    expect(unknown.status).toBe(200);
    expect(JSON.parse(unknown.text)).not.toHaveProperty('access_rights');
  });

  test('a policy with a lifetime ends the key', async () => {
    const asked = Math.floor(Date.now() / 1000);
    await ask('POST', '/tyk/keys/trial01', { ...GOLD, apply_policies: ['plan-trial'] });
    const answered = Math.ceil(Date.now() / 1000);
    const { expires } = await session(`/tyk/keys/${ORG}trial01`);
    expect(Number(expires)).toBeGreaterThanOrEqual(asked + 6);
    expect(Number(expires)).toBeLessThanOrEqual(answered + 6);
  });

  test('64 imports of one id at once are one key', async () => {
    const imports = await Promise.all(Array.from({ length: 64 }, () => ask('POST', '/tyk/keys/crowd01', GOLD)));
    expect(new Set(imports.map((answer) => answer.text)).size).toBe(1);
    expect(demo().keys()).toHaveLength(1);
  });

  test('with its store down it answers as if nothing were there', async () => {
    await ask('POST', '/tyk/keys/kept01', GOLD);
    demo().switches.set({ storeDown: true });
    expect(await ask('POST', '/tyk/keys/kept02', GOLD)).toMatchObject({ status: 500, text: AMBIGUOUS });
    expect(await ask('POST', '/tyk/keys/create', GOLD)).toMatchObject({
      text: '{"status":"error","message":"Failed to create key - storage: Redis is either down or was not configured"}',
    });
    expect(await ask('GET', `/tyk/keys/${ORG}kept01`)).toMatchObject({ status: 404, text: NO_KEY });
    expect((await ask('PUT', `/tyk/keys/${ORG}kept01`, GOLD)).status).toBe(404);
    expect((await ask('DELETE', `/tyk/keys/${ORG}kept01`)).status).toBe(404);
    expect(await ask('GET', '/tyk/keys')).toMatchObject({ status: 200, text: '{"keys":[]}' });
    demo().switches.reset();
    expect((await ask('GET', `/tyk/keys/${ORG}kept01`)).status).toBe(200);
  });
});

describe('5.14.0 with murmur64 tokens', () => {
  const { demo, ask } = wireStage({ hashKeys: true, hashKeyFunction: 'murmur64' });

  test('the answer has the token and its hash, and the returned key posted back becomes another key', async () => {
    const first = JSON.parse((await ask('POST', '/tyk/keys/portal01', GOLD)).text);
    expect(Buffer.from(first.key, 'base64').toString()).toBe(`{"org":"${ORG}","id":"portal01","h":"murmur64"}`);
    expect(first.key_hash).toMatch(/^[0-9a-f]{16}$/);
    const again = JSON.parse((await ask('POST', `/tyk/keys/${encodeURIComponent(first.key)}`, GOLD)).text);
    expect(again.key).not.toBe(first.key);
    expect(demo().keys()).toHaveLength(2);
  });

  test('GET, PUT and DELETE take the hash with ?hashed of any value', async () => {
    const { key, key_hash: hash } = JSON.parse((await ask('POST', '/tyk/keys/portal01', GOLD)).text);
    expect((await ask('GET', `/tyk/keys/${hash}`)).status).toBe(404);
    expect((await ask('GET', `/tyk/keys/${hash}?hashed=false`)).status).toBe(200);
    expect((await ask('GET', `/tyk/keys/${encodeURIComponent(key)}?hashed=true`)).status).toBe(404);
    expect(await ask('PUT', `/tyk/keys/${hash}?hashed=true`, GOLD)).toMatchObject({
      text: `{"key":"${hash}","status":"ok","action":"modified"}`,
    });
    expect(await ask('DELETE', `/tyk/keys/${hash}?hashed=true`)).toMatchObject({
      text: `{"key":"${hash}","status":"ok","action":"deleted"}`,
    });
    expect((await ask('DELETE', `/tyk/keys/${hash}?hashed=true`)).status).toBe(404);
  });

  test('?hashed on an import makes a key that nobody can use', async () => {
    const { key, key_hash: hash } = JSON.parse((await ask('POST', '/tyk/keys/lost01?hashed=1', GOLD)).text);
    expect(hash).toBe(key);
    expect((await ask('GET', `/tyk/keys/${encodeURIComponent(key)}`)).status).toBe(404);
    expect((await fetch(`${demo().url}/orders/`, { headers: { authorization: key } })).status).toBe(403);
  });

  test('the list names hashes, or is disabled', async () => {
    const { key_hash: hash } = JSON.parse((await ask('POST', '/tyk/keys/portal01', GOLD)).text);
    expect(await ask('GET', '/tyk/keys')).toMatchObject({ text: `{"keys":["${hash}"]}` });
    demo().switches.set({ listingOff: true });
    expect((await ask('GET', '/tyk/keys')).status).toBe(404);
  });
});

describe('3.1.3', () => {
  const { demo, ask, session } = wireStage({ version: 'v3.1.3', hashKeys: false, hashKeyFunction: '' });

  test('deletes of nothing are 400, policies have no route, and unknown policies are refused', async () => {
    expect(await ask('DELETE', `/tyk/keys/${ORG}nobody`)).toMatchObject({
      status: 400,
      text: '{"status":"error","message":"Failed to remove the key"}',
    });
    expect(await ask('GET', '/tyk/policies')).toMatchObject({ status: 404, text: '404 page not found\n' });
    expect((await ask('POST', '/tyk/keys/two01', { ...GOLD, apply_policies: ['plan-gold', 'nope'] })).status).toBe(500);
    expect((await fetch(`${demo().url}/ready`)).status).toBe(404);
  });

  test('bare ids are not found by organization, zero fields are sent, is_inactive counts', async () => {
    await ask('POST', '/tyk/keys/old01', { ...GOLD, is_inactive: true });
    expect((await ask('GET', `/tyk/keys/old01?org_id=${ORG}`)).status).toBe(404);
    expect((await ask('GET', '/tyk/keys/old01?api_id=orders-api')).status).toBe(200);
    expect(await session(`/tyk/keys/${ORG}old01`)).toMatchObject({ expires: 0, quota_remaining: 0, is_inactive: true });
    expect((await fetch(`${demo().url}/orders/`, { headers: { authorization: `${ORG}old01` } })).status).toBe(403);
  });
});
