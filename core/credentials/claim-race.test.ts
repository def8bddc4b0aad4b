import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withdrawAccessRequest } from '@/core/access-requests/withdraw';
import { asActor } from '@/core/context';
import { mintToken } from '@/core/identity/tokens';
import type { Database } from '@/db/client';
import { auditEvents, organizations } from '@/db/schema';
import { gather } from '@/test/crowd';
import { contextFor, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { approvedRequest, credentialRow, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { until } from '@/test/until';
import { seedWorld, type World } from '@/test/world';
import { mutate } from '../mutate';
import { claimCredential } from './claim-credential';
import { kickSync } from './kick-sync';
import { requestRevocations } from './request-revocations';
import { revealCredential } from './reveal-credential';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

async function linked(db: Database, world: World, options: Parameters<typeof approvedRequest>[2] = {}) {
  const made = await approvedRequest(db, world, options);
  const token = await mintToken(db, { purpose: 'confirm_request', subjectId: made.requestId, hours: 24 });
  return { ...made, token };
}

describe('when many press at once', () => {
  test('twenty people get the same key from the gateway, and there is no other [R-09]', () =>
    onStage(async (stage) => {
      const { credentialId } = await approvedRequest(stage.db, stage.world);
      await gather(stage.db);
      const press = async (person: number) => {
        const ctx = stage.as(person % 2 === 0 ? stage.world.ada : stage.world.tom);
        await claimCredential(ctx, { credentialId });
        await kickSync(ctx, stage.gateways, { credentialId });
        await until(
          () => stage.row(credentialId),
          ({ status }) => status === 'active',
        );
        return (await revealCredential(ctx, { credentialId })).key;
      };
      const keys = await Promise.all(Array.from({ length: 20 }, (_, person) => press(person)));
      expect(new Set(keys).size).toBe(1);
      expect(keysAt(stage.gateway).map(({ key }) => key)).toEqual([keys[0]]);
    }));

  // Leave `.for('update')` of the credential out of lock-credential.ts and this must fail.
  test('twenty clicks of two people and two links draw one key [T-29] [R-09] [K-03]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { credentialId, requestId, token } = await linked(db, world);
      const other = await mintToken(db, { purpose: 'confirm_request', subjectId: requestId, hours: 24 });
      await gather(db);
      const clicks = Array.from({ length: 20 }, (_, click) => {
        const ctx = contextFor(db, click % 2 === 0 ? world.ada : world.tom);
        const inputs = [{ token }, { token: other }, { credentialId }];
        return claimCredential(ctx, inputs[click % inputs.length] ?? { credentialId });
      });
      const outcomes = await Promise.all(clicks);
      expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(outcomes.map((outcome) => outcome.credentialId))).toEqual(new Set([credentialId]));
      const claims = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'credential.claimed'))
        .orderBy(auditEvents.id);
      expect(claims).toHaveLength(1);
      expect(await credentialRow(db, credentialId)).toMatchObject({ status: 'provisioning' });
    }));

  // Leave the status out of the `where` of request-revocations.ts, or `refuseTooLate` out of the claim, and this must
  // fail.
  test('whoever revokes, withdraws or deletes at the same moment has the last word [R-10]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const endings = [
        (made: { requestId: string; credentialId: string }) =>
          revokeCredential(contextFor(db, world.tom), { credentialId: made.credentialId }),
        (made: { requestId: string }) =>
          withdrawAccessRequest(contextFor(db, world.priya), { requestId: made.requestId, reason: 'No' }),
        () => suspendOrganization(db, world),
      ];
      await gather(db);
      for (let round = 0; round < 12; round += 1) {
        await db.update(organizations).set({ status: 'active' });
        const made = await linked(db, world);
        const ending = endings[round % endings.length];
        const claims = Array.from({ length: 5 }, () =>
          outcome(claimCredential(contextFor(db, world.ada), { credentialId: made.credentialId })),
        );
        await Promise.all([...claims, ending?.(made)]);
        const row = await credentialRow(db, made.credentialId);
        expect(row.status).toBe('revoking');
        expect(await outcome(claimCredential(contextFor(db, world.ada), { credentialId: made.credentialId }))).toBe(
          'conflict',
        );
      }
    }));
});

/** What suspending an organization does to keys: its row first, then every live credential of it. */
async function suspendOrganization(db: Database, world: World): Promise<void> {
  const ctx = asActor(contextFor(db), world.priya);
  await mutate(ctx, async (unit) => {
    await unit.tx.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
    await unit.audit('organization.suspended', { kind: 'organization', id: world.acme.id });
    await requestRevocations(ctx, unit, { organizationId: world.acme.id }, 'The organization was suspended.');
  });
}
