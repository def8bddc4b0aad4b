import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { credentials, mails } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { contextFor, inSandbox } from '@/test/harness';
import { seedKey } from '@/test/leaving';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld, type World } from '@/test/world';
import { findViolations } from '../credentials/invariants';
import { systemActor } from '../identity/actor';
import { leaveOrganization } from '../members/leave-organization';
import { moveDeveloper } from '../members/move-developer';
import { retireProduct } from '../products/retire';
import { approveAccessRequest } from './approve';
import { declineAccessRequest } from './decline';

/** What the rows promise of changes; that nothing is behind the jobs of this sandbox is not looked at. */
async function brokenPromises(db: Database): Promise<string[]> {
  const all = await findViolations(contextFor(db, systemActor('test')), { held: null, atRest: false });
  return all.filter((violation) => /change|request says/.test(violation));
}

const keyOf = async (db: Database, credentialId: string) =>
  (await db.select().from(credentials).where(eq(credentials.id, credentialId))).at(0);
const approve = (db: Database, world: World, requestId: string) =>
  approveAccessRequest(contextFor(db, world.alan), { requestId });

describe('a change that waits', () => {
  test('goes to whoever takes over the app, whose name the key carries from then on', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await seedKey(db, world, { by: world.tom, app: world.ledger });
      const { requestId } = await askForChange(contextFor(db, world.tom), world, credentialId);
      await leaveOrganization(contextFor(db, world.tom), {});
      expect(await requestRow(db, requestId)).toMatchObject({ status: 'pending', requestedBy: world.ada.userId });
      await approve(db, world, requestId);
      expect(await keyOf(db, credentialId)).toMatchObject({
        wanted: {
          policyIds: ['acl-payments', 'acl-weather', 'plan-standard'],
          metadata: { developer_email: world.ada.email },
        },
      });
      expect(await brokenPromises(db)).toEqual([]);
    }));

  test('moves with its app into another organization, and can be granted there', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, requestId: contractId } = await seedKey(db, world, { by: world.dora, app: 'Sundial' });
      const { requestId } = await askForChange(contextFor(db, world.dora), world, credentialId);
      await moveDeveloper(contextFor(db, world.alan), {
        ...{ userId: world.dora.userId, organizationId: world.acme.id, role: 'team_member', teamIds: [] },
        apps: 'take_along',
      });
      expect(await requestRow(db, requestId)).toMatchObject({ status: 'pending', organizationId: world.acme.id });
      await approve(db, world, requestId);
      expect(await requestRow(db, contractId)).toMatchObject({ terms: { slug: 'standard' } });
      expect(await brokenPromises(db)).toEqual([]);
    }));

  test('is declined when a product that it asks for is retired, and the key goes on', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await seedKey(db, world, { by: world.ada, app: world.ledger });
      const before = await keyOf(db, credentialId);
      const { requestId } = await askForChange(contextFor(db, world.ada), world, credentialId);
      await retireProduct(contextFor(db, world.alan), { productId: world.weather.id });
      expect(await requestRow(db, requestId)).toMatchObject({ status: 'declined', replaced: null });
      expect(await keyOf(db, credentialId)).toEqual(before);
      expect(await brokenPromises(db)).toEqual([]);
    }));

  test('can be declined with a reason, and another one asked for', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await seedKey(db, world, { by: world.ada, app: world.ledger });
      const { requestId } = await askForChange(contextFor(db, world.ada), world, credentialId);
      await declineAccessRequest(contextFor(db, world.arun), { requestId, reason: 'Not yet.' });
      const told = await db.select().from(mails).where(eq(mails.message, 'request-declined'));
      expect(told).toMatchObject([{ toUserId: world.ada.userId, subjectId: requestId }]);
      expect(await outcome(askForChange(contextFor(db, world.ada), world, credentialId))).toBe('ok');
    }));

  test('is not granted to a key that was found in the open meanwhile: it would live on', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await seedKey(db, world, { by: world.ada, app: world.ledger });
      const { requestId } = await askForChange(contextFor(db, world.ada), world, credentialId);
      await db.update(credentials).set({ foundAt: new Date() }).where(eq(credentials.id, credentialId));
      expect(await refusalOf(approve(db, world, requestId))).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('found in the open'),
      });
      expect(await requestRow(db, requestId)).toMatchObject({ status: 'pending', replaced: null });
    }));
});
