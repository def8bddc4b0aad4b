import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { credentials, mails } from '@/db/schema';
import { foreignKey } from '@/test/importing';
import { outcome } from '@/test/outcome';
import { callWith } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';

const inStage = provisioningStage();

function atTheDoor(work: (door: RestDoor, stage: Stage, token: string) => Promise<void>): Promise<void> {
  return inStage(async (stage) => {
    const door = await openRestDoor(stage.db, { gateways: stage.gateways });
    try {
      await work(door, stage, (await seedToken(stage.db, stage.world.alan)).token);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });
}

// Let `provision` write the admin as who claimed it, and the mail about the new key goes to the admin.
test('a key that a program regenerates belongs to the members of its app, who are told', () =>
  atTheDoor(async (door, stage, token) => {
    const { world, gateway } = stage;
    const old = await stage.activeKey();
    const made = await door.call(`POST /credentials/${old.credentialId}/regenerate`, { token, body: { grace: '1h' } });
    expect(made).toMatchObject({ status: 201, json: { generation: 2, app: { name: 'Ledger' } } });
    const credentialId = String(made.json.id);
    expect(made.headers.get('location')).toBe(`/api/v1/credentials/${credentialId}`);
    await stage.settle();
    expect(await door.call(`GET /credentials/${credentialId}`, { token })).toMatchObject({
      json: { status: 'active', generation: 2 },
    });
    const told = await stage.db.select().from(mails).where(eq(mails.message, 'key-regenerated'));
    expect(told).toMatchObject([{ toUserId: world.ada.userId, subjectId: credentialId }]);
    expect(await outcome(revealCredential(stage.as(world.alan), { credentialId }))).toBe('forbidden');
    const { key } = await revealCredential(stage.as(world.tom), { credentialId });
    expect([await callWith(gateway, key), await callWith(gateway, old.key)]).toEqual([200, 200]);
  }));

test('without a word about it, the old key goes on working for a day', () =>
  atTheDoor(async (door, stage, token) => {
    const { credentialId } = await stage.activeKey();
    await door.call(`POST /credentials/${credentialId}/regenerate`, { token });
    await stage.settle();
    const { endsAt } = (await door.call(`GET /credentials/${credentialId}`, { token })).json;
    const hours = (new Date(String(endsAt)).getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.5);
    expect(hours).toBeLessThan(24.1);
  }));

test('a key is suspended, resumed and revoked at the gateway, and no answer on the way holds it', () =>
  atTheDoor(async (door, stage, token) => {
    const { gateway } = stage;
    const { credentialId, key } = await stage.activeKey();
    const texts: string[] = [];
    const post = async (act: string) => {
      const { status, text } = await door.call(`POST /credentials/${credentialId}/${act}`, { token });
      texts.push(text);
      await stage.settle();
      return status;
    };
    expect([await post('suspend'), await callWith(gateway, key)]).toEqual([200, 401]);
    expect([await post('resume'), await callWith(gateway, key)]).toEqual([200, 200]);
    expect([await post('revoke'), await callWith(gateway, key)]).toEqual([200, 403]);
    expect([await post('revoke'), await post('resume')]).toEqual([200, 409]);
    expect(await door.call(`GET /credentials/${credentialId}`, { token })).toMatchObject({
      json: { status: 'revoked', trouble: null },
    });
    expect(texts.join('\n')).not.toContain(key);
  }));

test('an imported key works on, and is asked about by itself and by its hash', () =>
  atTheDoor(async (door, stage, token) => {
    const { world, gateway, db } = stage;
    const { key } = await foreignKey(gateway);
    const { ledger, standard, payments } = world;
    const body = { appId: ledger.id, planId: standard.id, productIds: [payments.id], key, name: 'Old faithful' };
    const made = await door.call('POST /credentials/import', { token, body });
    expect(made).toMatchObject({ status: 201, json: { isImported: true, name: 'Old faithful' } });
    expect(made.text).not.toContain(key);
    await stage.settle();
    const credentialId = String(made.json.id);
    expect(await door.call(`GET /credentials/${credentialId}`, { token })).toMatchObject({
      json: { status: 'active', plan: { id: standard.id }, productIds: [payments.id] },
    });
    expect(await callWith(gateway, key)).toBe(200);
    const [row] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
    const asked = { state: 'active', active: true, credential: { id: credentialId }, app: { name: 'Ledger' } };
    expect(await door.call('POST /introspect', { token, body: { key } })).toMatchObject({ json: asked });
    expect(await door.call('POST /introspect', { token, body: { keyHash: row?.gatewayKeyHash ?? '' } })).toMatchObject({
      json: asked,
    });
  }));

test('a key that was imported by its hash alone is asked about by that hash', () =>
  atTheDoor(async (door, stage, token) => {
    const { ledger, standard, payments } = stage.world;
    const { hash } = await foreignKey(stage.gateway);
    const body = { appId: ledger.id, planId: standard.id, productIds: [payments.id], keyHash: hash };
    const made = await door.call('POST /credentials/import', { token, body });
    expect(made).toMatchObject({ status: 201, json: { isImported: true, lastFour: '' } });
    await stage.settle();
    expect(await door.call('POST /introspect', { token, body: { keyHash: hash } })).toMatchObject({
      json: { state: 'active', credential: { id: made.json.id } },
    });
  }));

test('a key that the gateway does not have is told to be none, and why', () =>
  atTheDoor(async (door, stage, token) => {
    const { ledger, standard, payments } = stage.world;
    const body = { appId: ledger.id, planId: standard.id, productIds: [payments.id], key: 'never-made-anywhere' };
    const made = await door.call('POST /credentials/import', { token, body });
    expect(made.status).toBe(201);
    await stage.settle();
    const got = await door.call(`GET /credentials/${made.json.id}`, { token });
    expect(got.json).toMatchObject({ status: 'failed', trouble: expect.stringMatching(/\w/) });
    expect(got.text).not.toContain('never-made-anywhere');
  }));
