import { describe, expect, test } from 'vitest';
import { AMBIGUOUS, GOLD, NO_KEY, ORG, textOf, wireStage } from '../contract/wire-stage';

/* The answers that a Tyk Gateway 5.14.0 gave, word for word, but for ids and times. */

describe('5.14.0 with hash_keys off', () => {
  const { demo, ask } = wireStage({ hashKeys: false, hashKeyFunction: '' });

  const TABLE: ReadonlyArray<readonly [string, string, unknown, number, string]> = [
    ['POST', '/tyk/keys/portal01', GOLD, 200, `{"key":"${ORG}portal01","status":"ok","action":"added"}`],
    ['POST', `/tyk/keys/${ORG}portal01`, GOLD, 200, `{"key":"${ORG}portal01","status":"ok","action":"added"}`],
    ['POST', '/tyk/keys/deadbeef01?hashed=1', GOLD, 200, `{"key":"${ORG}deadbeef01","status":"ok","action":"added"}`],
    ['POST', '/tyk/keys/imp1x', { ...GOLD, apply_policies: ['nope'] }, 500, AMBIGUOUS],
    ['POST', '/tyk/keys/imp2x', { org_id: ORG }, 500, AMBIGUOUS],
    ['POST', '/tyk/keys/imp3x', { ...GOLD, apply_policies: ['plan-otherorg'] }, 500, AMBIGUOUS],
    ['POST', '/tyk/keys/imp4x', { apply_policies: ['plan-gold'] }, 500, AMBIGUOUS],
    ['POST', '/tyk/keys/imp5x', '{', 400, '{"status":"error","message":"Request malformed"}'],
    ['POST', '/tyk/keys/imp6x', '', 400, '{"status":"error","message":"Request malformed"}'],
    ['POST', '/tyk/keys/a%2Fb', GOLD, 404, '404 page not found\n'],
    [
      'POST',
      '/tyk/keys/create',
      { ...GOLD, apply_policies: ['nope'] },
      500,
      '{"status":"error","message":"Failed to create key - policy not found: \\"nope\\""}',
    ],
    [
      'POST',
      '/tyk/keys/create',
      { org_id: ORG },
      400,
      '{"status":"error","message":"Failed to create key, keys must have at least one Access Rights record set."}',
    ],
    ['POST', '/tyk/keys/create', { org_id: 5 }, 500, '{"status":"error","message":"Unmarshalling failed"}'],
    ['GET', `/tyk/keys/${ORG}nobody`, undefined, 404, NO_KEY],
    [
      'GET',
      '/tyk/keys/0123?hashed=true',
      undefined,
      400,
      '{"status":"error","message":"Key requested by hash but key hashing is not enabled"}',
    ],
    ['PUT', `/tyk/keys/${ORG}nobody`, GOLD, 404, '{"status":"error","message":"Key is not found"}'],
    ['DELETE', `/tyk/keys/${ORG}nobody`, undefined, 404, '{"status":"error","message":"There is no such key found"}'],
    ['PATCH', '/tyk/keys/abc', {}, 405, '{"status":"error","message":"Method not supported"}'],
    ['GET', '/tyk/nothing', undefined, 404, '404 page not found\n'],
    ['GET', '/tyk/keys', undefined, 200, '{"keys":[]}'],
    ['GET', '/tyk/apis/none', undefined, 404, '{"status":"error","message":"API not found"}'],
    ['GET', '/tyk/policies/none', undefined, 404, '{"status":"error","message":"Policy not found"}'],
    ['GET', '/tyk/reload/group', undefined, 200, '{"status":"ok","message":""}'],
    ['POST', '/tyk/reload/group', {}, 405, '{"status":"error","message":"Method not supported"}'],
    [
      'GET',
      '/tyk/health',
      undefined,
      400,
      '{"status":"error","message":"Health checks are not enabled for this node"}',
    ],
  ];
  for (const [method, path, body, status, text] of TABLE) {
    test(`${method} ${path} with ${textOf(body ?? '')} answers ${status}`, async () => {
      expect(await ask(method, path, body)).toMatchObject({ status, text });
    });
  }

  test('a wrong or missing secret is 403', async () => {
    const text = '{"status":"error","message":"Attempted administrative access with invalid or missing key!"}';
    expect(await ask('GET', '/tyk/keys', undefined, 'wrong')).toMatchObject({ status: 403, text });
    expect((await fetch(`${demo().url}/tyk/keys`)).status).toBe(403);
  });
});
