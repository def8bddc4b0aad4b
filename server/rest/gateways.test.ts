import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents, gatewayApis, gateways } from '@/db/schema';
import { seedToken } from '@/test/rest';
import { asRestProgram, type RestProgram } from '@/test/rest-program';

const atTheDoor = (work: (program: RestProgram) => Promise<void>) => asRestProgram(work, ['gateways:write']);

const SECRET = 'a-secret-that-nobody-reads';
const wish = {
  name: 'Frankfurt',
  controlUrl: 'https://control.gateway.test/tyk/',
  gatewayOrgId: '5e9d9544a1dcd60001d0ed21',
  secret: SECRET,
};

test('a gateway is added and changed, and its secret goes in and never out', () =>
  atTheDoor(async ({ ask, db, door, world }) => {
    const made = await ask('POST /gateways', wish);
    expect(made).toMatchObject({
      status: 201,
      json: { name: 'Frankfurt', controlUrl: 'https://control.gateway.test/tyk' },
    });
    expect(made.json).toMatchObject({
      proxyUrl: 'https://control.gateway.test/tyk',
      synchronization: { step: 'waiting' },
    });
    const place = `/gateways/${made.json.id}`;
    expect(await ask(`PATCH ${place}`, { controlUrl: 'https://elsewhere.test' })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/secret' }] },
    });
    const moved = await ask(`PATCH ${place}`, {
      controlUrl: 'https://elsewhere.test',
      secret: 'another-that-nobody-reads',
    });
    expect(moved).toMatchObject({ status: 200, json: { controlUrl: 'https://elsewhere.test', revision: 2 } });
    expect(await ask(`PUT ${place}/secret`, { secret: SECRET })).toMatchObject({ status: 200, json: { revision: 3 } });
    expect(await ask(`POST ${place}/synchronize`)).toMatchObject({ status: 202 });

    const told = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, String(made.json.id)))
      .orderBy(auditEvents.id);
    expect(told.map(({ event }) => event)).toEqual(['gateway.added', 'gateway.changed', 'gateway.secret_changed']);
    const everything = JSON.stringify([
      told,
      door.logged,
      (await ask('GET /gateways')).json,
      (await ask(`GET ${place}`)).json,
    ]);
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain('another-that-nobody-reads');
    expect(await ask(`DELETE ${place}`)).toMatchObject({ status: 204 });
    expect(await ask(`DELETE /gateways/${world.gateway.id}`)).toMatchObject({ status: 409 });
  }));

test('what was read is compared, not what the gateway did meanwhile', () =>
  atTheDoor(async ({ db, door, world }) => {
    const { token } = await seedToken(db, world.priya);
    const place = `/gateways/${world.gateway.id}`;
    const read = async () => (await door.call(`GET ${place}`, { token })).headers.get('etag') ?? '';
    const change = (etag: string, name: string) =>
      door.call(`PATCH ${place}`, { token, body: { name }, headers: { 'if-match': etag } });
    const etag = await read();
    await db
      .update(gateways)
      .set({ lastSyncedAt: new Date(), version: '5.3.9' })
      .where(eq(gateways.id, world.gateway.id));
    expect(await read()).not.toBe(etag);
    expect(await change(etag, 'Paris')).toMatchObject({ status: 200 });
    expect(await change(etag, 'London')).toMatchObject({ status: 412 });
  }));

test('a gateway that does not answer is told in words, and no answer is kept for its Idempotency-Key', () =>
  atTheDoor(async ({ db, door, world }) => {
    const { token } = await seedToken(db, world.priya);
    const ask = () =>
      door.call(`POST /gateways/${world.gateway.id}/test`, { token, headers: { 'idempotency-key': 'once' } });
    expect(await ask()).toMatchObject({
      status: 200,
      json: { isConnected: false, summary: expect.stringContaining('no answer') },
    });
    expect((await ask()).headers.get('idempotency-replayed')).toBeNull();
  }));

test('what a gateway has is read in pages that hold everything once, whatever it is called', () =>
  atTheDoor(async ({ ask, db, world }) => {
    const { id: gatewayId } = world.gateway;
    const names = ['beta', 'Alpha', 'alpha', 'Ähre', 'alpha', '100 %', 'a\nb', '_', 'Zeta'];
    await db.delete(gatewayApis).where(eq(gatewayApis.gatewayId, gatewayId));
    await db.insert(gatewayApis).values(
      names.map((name, index) => ({
        gatewayId,
        apiId: `api-${index}`,
        name,
        listenPath: `/${index}/`,
        isActive: true,
      })),
    );
    const seen: string[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { status, json } = await ask(`GET /gateways/${gatewayId}/apis?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...(json.items as { apiId: string }[]).map(({ apiId }) => apiId));
      cursor = json.nextCursor;
    }
    expect(seen.toSorted()).toEqual(names.map((_, index) => `api-${index}`));
    expect((await ask(`GET /gateways/${gatewayId}/apis?search=ALPHA`)).json.items).toHaveLength(3);
    expect((await ask(`GET /gateways/${gatewayId}/apis?state=gone`)).json.items).toEqual([]);
    expect(await ask(`GET /gateways/${gatewayId}/apis?state=lost`)).toMatchObject({ status: 422 });
    // Made by hand, of the right list: nobody's place in it, and no fault.
    for (const forged of ['7 x', `${'-'.repeat(36)} x`, `${gatewayId} a\0b`]) {
      const cursor = Buffer.from(`listGatewayApis ${forged}`).toString('base64url');
      expect(await ask(`GET /gateways/${gatewayId}/apis?cursor=${cursor}`), forged).toMatchObject({ status: 200 });
    }
  }));
