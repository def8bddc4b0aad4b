import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests, apps, auditEvents, plans, settings } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { keysAt } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { seedRequest } from '@/test/requests';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { seedApp } from '@/test/world';

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

const wishOf = ({ world }: Stage) => ({
  developerId: world.dora.userId,
  productIds: [world.payments.id],
  planId: world.standard.id,
  appName: 'Lamp',
});

test('what is wrong with a request is told by the names that the API has for it', () =>
  atTheDoor(async (door, stage, token) => {
    const { world, db } = stage;
    const question = { name: 'why', label: 'Why?', kind: 'text' as const, required: true };
    await db.update(settings).set({ requestFields: [question] });
    const wish = { ...wishOf(stage), fields: { why: 'Because.' } };
    const pointers = async (change: object) => {
      const { status, json } = await door.call('POST /requests', { token, body: { ...wish, ...change } });
      return [status, ...(json.errors as { pointer: string }[]).map(({ pointer }) => pointer)];
    };
    expect(await pointers({ fields: {} })).toEqual([422, '/fields/why']);
    expect(await pointers({ fields: { why: 'Because.', when: 'now' } })).toEqual([422, '/fields/when']);
    expect(await pointers({ appName: ' ' })).toEqual([422, '/appName']);
    expect(await pointers({ appName: undefined })).toEqual([422, '/appName']);
    expect(await pointers({ appId: world.ledger.id })).toEqual([422, '/appName']);
    expect(await pointers({ appName: undefined, appId: world.ledger.id })).toEqual([422, '/appId']);
    expect(await pointers({ developerId: world.alan.userId })).toEqual([422, '/developerId']);
    expect(await pointers({ productIds: [world.ledgerApi.id] })).toEqual([422, '/catalogId']);
    expect(await pointers({ catalogId: world.partnerCatalog.id })).toEqual([422, '/productIds']);
    expect(await pointers({ developerId: world.penny.userId })).toEqual([409]);
    expect(await db.select().from(accessRequests)).toEqual([]);
    expect(await door.call('POST /requests', { token, body: wish })).toMatchObject({
      status: 201,
      json: { status: 'pending', developer: { id: world.dora.userId }, fields: [{ name: 'why', value: 'Because.' }] },
    });
  }));

test('a request is made once for each Idempotency-Key, and waits once for each app and plan', () =>
  atTheDoor(async (door, stage, token) => {
    const ask = (key: string, body: object) =>
      door.call('POST /requests', { token, body, headers: { 'idempotency-key': key } });
    const first = await ask('one', wishOf(stage));
    const again = await ask('one', wishOf(stage));
    expect([first.status, again.status, again.json.id]).toEqual([201, 201, first.json.id]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const { appName: _, ...wish } = wishOf(stage);
    const { id: appId } = first.json.app as { id: string };
    expect(await ask('two', { ...wish, appId })).toMatchObject({ status: 409 });
    await stage.db.update(plans).set({ requestAllowance: 1, allowancePeriodDays: 7 });
    expect(await ask('three', { ...wish, appName: 'Third' })).toMatchObject({ status: 409 });
  }));

test('who takes care of a request is said by its page and by a program alike, and no version is lost by it', () =>
  atTheDoor(async (door, stage, token) => {
    const { world, db } = stage;
    const { requestId } = await seedRequest(db, world);
    const at = `/requests/${requestId}`;
    const read = await door.call(`GET ${at}`, { token });
    const etag = read.headers.get('etag') ?? '';
    const give = (assigneeId: string | null) => door.call(`PATCH ${at}`, { token, body: { assigneeId } });
    expect(await give(world.arun.userId)).toMatchObject({ status: 200, json: { assignee: { name: 'Arun Test' } } });
    expect(await give(world.audrey.userId)).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'body', pointer: '/assigneeId' }] },
    });
    // Another answer than before, though it is the same version.
    const fresh = await door.call(`GET ${at}`, { token, headers: { 'if-none-match': etag } });
    expect([fresh.status, fresh.json.version]).toEqual([200, read.json.version]);
    const headers = { 'if-match': etag };
    expect(await door.call(`POST ${at}/ask`, { token, body: { question: 'Which shops?' }, headers })).toMatchObject({
      status: 200,
      json: { informationAskedAt: expect.any(String) },
    });
    expect(await door.call(`POST ${at}/approve`, { token, body: {}, headers })).toMatchObject({ status: 412 });
    expect(await give(null)).toMatchObject({ status: 200, json: { assignee: null } });
    expect(await door.call(`POST ${at}/approve`, { token, body: {} })).toMatchObject({ status: 200 });
    expect(await give(world.arun.userId)).toMatchObject({ status: 409 });
    expect(await door.call(`POST ${at}/withdraw`, { token, body: { reason: 'It ended.' } })).toMatchObject({
      status: 200,
      json: { status: 'withdrawn', decisionReason: 'It ended.' },
    });
  }));

test('of an app only what is sent is changed, and a deleted one stays to be read', () =>
  atTheDoor(async (door, stage, token) => {
    const { db, world } = stage;
    const app = await seedApp(db, world.ada, 'Lamp', 'team', world.backend.id);
    const at = `/apps/${app.id}`;
    const change = (body: object) => door.call(`PATCH ${at}`, { token, body });
    expect(await change({ description: 'Lights the harbour.' })).toMatchObject({
      status: 200,
      json: { name: 'Lamp', description: 'Lights the harbour.', visibility: 'team', team: { id: world.backend.id } },
    });
    expect(await change({ visibility: 'organization' })).toMatchObject({ json: { team: null } });
    expect(await change({ visibility: 'team' })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/teamId' }] },
    });
    expect(await change({ name: '' })).toMatchObject({ status: 422, json: { errors: [{ pointer: '/name' }] } });
    const before = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, app.id)).orderBy(auditEvents.id);
    expect(await change({})).toMatchObject({ status: 200 });
    expect(
      await db.select().from(auditEvents).where(eq(auditEvents.subjectId, app.id)).orderBy(auditEvents.id),
    ).toHaveLength(before.length);
    expect((await door.call(`DELETE ${at}`, { token })).status).toBe(204);
    expect(await door.call(`GET ${at}`, { token })).toMatchObject({ json: { deletedAt: expect.any(String) } });
    expect(await change({ name: 'Lamp two' })).toMatchObject({ status: 409 });
    const [row] = await db.select().from(apps).where(eq(apps.id, app.id));
    expect(row?.name).toBe('Lamp');
  }));

// Let `isOneAtATime` of changing an app go, and several are let through with one ETag.
test('of several who change an app as they read it, one does and the others are told', () =>
  atTheDoor(async (door, { world }, token) => {
    const at = `/apps/${world.ledger.id}`;
    const etag = (await door.call(`GET ${at}`, { token })).headers.get('etag') ?? '';
    const { won } = await crowd(async (index) => {
      const body = { name: `Lamp ${index}` };
      return (await door.call(`PATCH ${at}`, { token, body, headers: { 'if-match': etag } })).status;
    }, 8);
    expect(won.toSorted()).toEqual([200, ...Array(7).fill(412)]);
  }));

test('a key is renamed, and its deletion revokes it at the gateway', () =>
  atTheDoor(async (door, stage, token) => {
    const { credentialId } = await stage.activeKey();
    const at = `/credentials/${credentialId}`;
    const renamed = await door.call(`PATCH ${at}`, { token, body: { name: 'Nightly run' } });
    expect(renamed).toMatchObject({ status: 200, json: { name: 'Nightly run' } });
    expect((await door.call(`DELETE ${at}`, { token })).status).toBe(204);
    await stage.settle();
    expect(keysAt(stage.gateway)).toEqual([]);
    expect(await door.call(`GET ${at}`, { token })).toMatchObject({ json: { status: 'revoked' } });
    expect((await door.call(`DELETE ${at}`, { token })).status).toBe(204);
    expect(await door.call(`PATCH ${at}`, { token, body: { name: 'Too late' } })).toMatchObject({ status: 409 });
  }));
