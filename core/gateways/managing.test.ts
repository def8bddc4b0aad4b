import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import type { AdminActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, gateways, products, sessions } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedSession, seedWorld, type World } from '@/test/world';
import type { DomainError } from '../errors';
import { gatewaySeal } from '../settings/ensure-basics';
import { addGateway } from './add-gateway';
import { changeGateway } from './change-gateway';
import { changeGatewaySecret } from './change-gateway-secret';
import { getGateway } from './get-gateway';
import { listGateways } from './list-gateways';
import { orderSynchronization } from './order-synchronization';
import { removeGateway } from './remove-gateway';

const SECRET = 'a-secret-that-nobody-reads';
const wish = {
  name: 'Second',
  controlUrl: 'https://gateway.example.com:8081/tyk-gw/',
  proxyUrl: '',
  secret: SECRET,
  gatewayOrgId: 'org-2',
  reachesPrivate: false,
};

/** Alan, who has just logged in. */
async function signedIn(db: Database, who: AdminActor): Promise<Context> {
  await seedSession(db, who);
  return contextFor(db, who);
}

async function rowOf(db: Database, id: string) {
  const [row] = await db.select().from(gateways).where(eq(gateways.id, id));
  if (!row) throw new Error('there is no such gateway');
  return row;
}

const eventsOf = (db: Database, gatewayId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.subjectId, gatewayId)).orderBy(auditEvents.id);

/** A product that nobody sees, but that needs the gateway. */
const draft = (gatewayId: string) => ({
  ...{ slug: 'needs-it', displayName: 'Needs it', gatewayId, accessPolicyId: 'acl' },
});

const added = (test: (stage: { db: Database; world: World; ctx: Context; gatewayId: string }) => Promise<void>) =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = await signedIn(db, world.alan);
    const { gatewayId } = await addGateway(ctx, wish);
    await test({ db, world, ctx, gatewayId });
  });

const change = (row: Awaited<ReturnType<typeof rowOf>>, wanted: object = {}) => {
  const { id: gatewayId, revision, name, controlUrl, proxyUrl, gatewayOrgId, reachesPrivate } = row;
  const fields = { name, controlUrl, proxyUrl, gatewayOrgId, reachesPrivate };
  return { gatewayId, revision, ...fields, secret: '', ...wanted };
};

describe('adding', () => {
  test('keeps the addresses without a slash, seals the secret, and has the gateway read', () =>
    added(async ({ db, ctx, gatewayId }) => {
      const row = await rowOf(db, gatewayId);
      expect(row).toMatchObject({
        controlUrl: 'https://gateway.example.com:8081/tyk-gw',
        proxyUrl: 'https://gateway.example.com:8081/tyk-gw',
        ...{ fromEnvironment: false, syncStep: 'waiting' },
      });
      expect(row.secretSealed.toString('latin1')).not.toContain(SECRET);
      expect(ctx.secrets.open(row.secretSealed, gatewaySeal(gatewayId))).toBe(SECRET);
      expect((await eventsOf(db, gatewayId)).map(({ event }) => event)).toEqual(['gateway.added']);
    }));

  test('what is shown of it, and what is written down, never holds the secret', () =>
    added(async ({ db, ctx, gatewayId }) => {
      await changeGatewaySecret(ctx, { gatewayId, secret: `${SECRET}-2` });
      const shown = [await getGateway(ctx, { gatewayId }), await listGateways(ctx), await eventsOf(db, gatewayId)];
      expect(JSON.stringify(shown)).not.toContain(SECRET);
      const row = await rowOf(db, gatewayId);
      expect(ctx.secrets.open(row.secretSealed, gatewaySeal(gatewayId))).toBe(`${SECRET}-2`);
    }));

  test.each([
    ['controlUrl', 'ftp://gateway.example.com'],
    ['controlUrl', 'gateway.example.com'],
    ['controlUrl', 'javascript:alert(1)'],
    ['controlUrl', 'https://user:password@gateway.example.com'],
    ['controlUrl', 'https://gateway.example.com/?a=b'],
    ['controlUrl', 'https://gateway.example.com/#there'],
    ['controlUrl', ''],
    ['proxyUrl', 'file:///etc/passwd'],
    ['gatewayOrgId', ''],
    ['gatewayOrgId', 'two words'],
    ['secret', 'short'],
    ['secret', 'two words and more'],
    ['secret', '352d20ee67be67f6340b4c0605b044b7'],
    ['name', '   '],
    ['name', 'x'.repeat(61)],
  ])('a wrong %s is said beside its field: %s', (field, value) =>
    inSandbox(async (db) => {
      const ctx = await signedIn(db, (await seedWorld(db)).alan);
      const error = await addGateway(ctx, { ...wish, [field]: value }).catch((refused: unknown) => refused);
      expect(error).toMatchObject({ code: 'invalid', fieldErrors: { [field]: [expect.any(String)] } });
      if (value.length > 10) expect(JSON.stringify(error)).not.toContain(value);
    }),
  );

  test('an empty form is told all that is missing at once', () =>
    inSandbox(async (db) => {
      const ctx = await signedIn(db, (await seedWorld(db)).alan);
      const empty = { ...wish, name: '', controlUrl: '', gatewayOrgId: '', secret: '' };
      const error = (await addGateway(ctx, empty).catch((refused: unknown) => refused)) as DomainError;
      expect(Object.keys(error.fieldErrors).sort()).toEqual(['controlUrl', 'gatewayOrgId', 'name', 'secret']);
    }));

  // Leave `requireFreshProof` out of add-gateway.ts and this must fail.
  test('a borrowed browser names no machine that keys are sent to', () =>
    added(async ({ db, ctx, gatewayId }) => {
      await db.update(sessions).set({ provenAt: new Date(0) });
      const row = await rowOf(db, gatewayId);
      expect(await outcome(addGateway(ctx, { ...wish, name: 'Third' }))).toBe('proof_needed');
      expect(await outcome(changeGatewaySecret(ctx, { gatewayId, secret: SECRET }))).toBe('proof_needed');
      const elsewhere = change(row, { controlUrl: 'https://elsewhere.test', secret: SECRET });
      expect(await outcome(changeGateway(ctx, elsewhere))).toBe('proof_needed');
      expect(await outcome(changeGateway(ctx, change(row, { name: 'Renamed' })))).toBe('ok');
    }));

  test('many at once with one name add one gateway, and the others are told why', () =>
    unboxed(async (db) => {
      const ctx = await signedIn(db, (await seedWorld(db)).alan);
      const tries = await Promise.all(Array.from({ length: 8 }, () => outcome(addGateway(ctx, wish))));
      expect(tries.sort()).toEqual([...Array.from({ length: 7 }, () => 'invalid'), 'ok']);
      expect(await db.$count(gateways, eq(gateways.name, 'Second'))).toBe(1);
    }));
});

describe('changing', () => {
  test('says what was changed from what to what, and saving without a change is no event', () =>
    added(async ({ db, ctx, gatewayId }) => {
      await changeGateway(ctx, change(await rowOf(db, gatewayId)));
      await changeGateway(ctx, change(await rowOf(db, gatewayId), { name: 'Renamed', reachesPrivate: true }));
      const events = (await eventsOf(db, gatewayId)).filter(({ event }) => event === 'gateway.changed');
      expect(events.map(({ detail }) => detail)).toEqual([
        {
          name: 'Second',
          changes: { name: { from: 'Second', to: 'Renamed' }, reachesPrivate: { from: false, to: true } },
        },
      ]);
      expect(await rowOf(db, gatewayId)).toMatchObject({ revision: 2 });
    }));

  // Leave the comparison of revisions out of change-gateway.ts and this must fail.
  test('nobody overwrites what somebody else changed meanwhile', () =>
    added(async ({ db, ctx, gatewayId }) => {
      const seen = await rowOf(db, gatewayId);
      await changeGateway(ctx, change(seen, { name: 'First' }));
      expect(await outcome(changeGateway(ctx, change(seen, { name: 'Late' })))).toBe('conflict');
      expect((await rowOf(db, gatewayId)).name).toBe('First');
    }));

  // Leave `secretForElsewhere` out of change-gateway.ts and this must fail.
  test('another machine gets no secret that was not entered for it', () =>
    added(async ({ db, ctx, gatewayId }) => {
      const seen = await rowOf(db, gatewayId);
      for (const controlUrl of [
        'https://elsewhere.test',
        'http://gateway.example.com:8081',
        'https://gateway.example.com',
      ]) {
        const error = await changeGateway(ctx, change(seen, { controlUrl })).catch((refused: unknown) => refused);
        expect(error).toMatchObject({ code: 'invalid', fieldErrors: { secret: [expect.any(String)] } });
      }
      expect(await rowOf(db, gatewayId)).toEqual(seen);
      const moved = change(seen, { controlUrl: 'https://elsewhere.test', secret: 'the-other-secret' });
      await changeGateway(ctx, moved);
      const row = await rowOf(db, gatewayId);
      expect(ctx.secrets.open(row.secretSealed, gatewaySeal(gatewayId))).toBe('the-other-secret');
      expect(row.controlUrl).toBe('https://elsewhere.test');
    }));

  test('the gateway of the environment changes only where the environment says nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = await signedIn(db, world.alan);
      const seen = await rowOf(db, world.gateway.id);
      const wanted = { controlUrl: 'https://e.test', proxyUrl: 'https://e.test', gatewayOrgId: 'e', secret: SECRET };
      await changeGateway(ctx, change(seen, { ...wanted, name: 'Production' }));
      const { controlUrl, proxyUrl, gatewayOrgId, secretSealed } = seen;
      expect(await rowOf(db, seen.id)).toMatchObject({
        ...{ controlUrl, proxyUrl, gatewayOrgId, secretSealed, name: 'Production' },
      });
      expect(await outcome(changeGatewaySecret(ctx, { gatewayId: seen.id, secret: SECRET }))).toBe('conflict');
      expect(await outcome(removeGateway(ctx, { gatewayId: seen.id }))).toBe('conflict');
    }));

  test('a name that another gateway has is refused beside its field', () =>
    added(async ({ db, ctx, gatewayId }) => {
      const error = changeGateway(ctx, change(await rowOf(db, gatewayId), { name: 'Gateway' }));
      await expect(error).rejects.toMatchObject({ code: 'invalid', fieldErrors: { name: [expect.any(String)] } });
    }));
});

describe('removing', () => {
  test('takes what nobody needs, and says who needs what cannot go', () =>
    added(async ({ db, ctx, gatewayId }) => {
      await db.insert(products).values(draft(gatewayId));
      await expect(removeGateway(ctx, { gatewayId })).rejects.toThrow('1 product');
      await db.delete(products).where(eq(products.slug, 'needs-it'));
      await removeGateway(ctx, { gatewayId });
      expect(await db.$count(gateways, eq(gateways.id, gatewayId))).toBe(0);
      expect((await eventsOf(db, gatewayId)).at(-1)).toMatchObject({ event: 'gateway.removed' });
      expect(await outcome(removeGateway(ctx, { gatewayId }))).toBe('not_found');
    }));

  test('against products that are being made of it, either the gateway stays or no product came', () =>
    unboxed(async (db) => {
      const ctx = await signedIn(db, (await seedWorld(db)).alan);
      for (let round = 0; round < 6; round += 1) {
        const { gatewayId } = await addGateway(ctx, { ...wish, name: `Round ${round}` });
        const product = { ...draft(gatewayId), id: newId(), slug: `round-${round}` };
        const [removed, made] = await Promise.all([
          outcome(removeGateway(ctx, { gatewayId })),
          outcome(Promise.resolve(db.insert(products).values(product))),
        ]);
        expect([removed, made].filter((outcome) => outcome === 'ok')).toHaveLength(1);
        expect(await db.$count(gateways, eq(gateways.id, gatewayId))).toBe(removed === 'ok' ? 0 : 1);
      }
    }));
});

describe('ordering a synchronization', () => {
  const orders = (db: Database, gatewayId: string) =>
    db
      .$count(auditEvents, eq(auditEvents.event, 'gateway.synchronization_ordered'))
      .then((count) => ({ gatewayId, count }));

  test('pressed by many at once is one, and once it is done there may be another', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const gatewayId = world.gateway.id;
      const ctx = contextFor(db, world.alan);
      const presses = await Promise.all(Array.from({ length: 8 }, () => orderSynchronization(ctx, { gatewayId })));
      expect(presses.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await orders(db, gatewayId)).toMatchObject({ count: 1 });
      await db.update(gateways).set({ syncStep: null, syncOrderedAt: null });
      expect(await orderSynchronization(ctx, { gatewayId })).toEqual({ isNew: true });
    }));

  test('one that was forgotten does not stand in the way for ever', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const gatewayId = world.gateway.id;
      await orderSynchronization(contextFor(db, world.alan), { gatewayId });
      const later = contextFor(db, world.alan, { now: () => new Date(Date.now() + 600_000) });
      expect(await orderSynchronization(later, { gatewayId })).toEqual({ isNew: true });
    }));
});
