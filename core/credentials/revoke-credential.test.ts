import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { asActor } from '@/core/context';
import { mutate } from '@/core/mutate';
import { mails, oneTimeTokens } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { approvedRequest, callWith, credentialRow } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { seedApp, seedWorld } from '@/test/world';
import { mintToken } from '../identity/tokens';
import { claimCredential } from './claim-credential';
import { requestRevocations } from './request-revocations';
import { revokeCredential } from './revoke-credential';

const onStage = provisioningStage();

describe('revoking', () => {
  test('ends a key for certain: refused at once, proven gone, its secrets forgotten, its holder told [K-16]', () =>
    onStage(async (stage) => {
      const { credentialId, key } = await stage.activeKey();
      await revokeCredential(stage.as(stage.world.tom), { credentialId, reason: 'Leaked' });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(403);
      expect(await stage.row(credentialId)).toMatchObject({
        status: 'revoked',
        keySealed: null,
        keyIdSealed: null,
        revokeReason: 'Leaked',
        revokedBy: stage.world.tom.userId,
      });
      const told = await stage.db.select().from(mails).where(eq(mails.message, 'key-revoked'));
      expect(told.map(({ toUserId }) => toUserId)).toEqual([stage.world.ada.userId]);
    }));

  test('a second click is harmless, and no path leads out of it', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      const ada = stage.as(stage.world.ada);
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoking' });
      const { operation } = await stage.row(credentialId);
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoking' });
      expect((await stage.row(credentialId)).operation).toBe(operation);
      await stage.settle();
      expect(await revokeCredential(ada, { credentialId })).toMatchObject({ status: 'revoked' });
      expect(await outcome(claimCredential(ada, { credentialId }))).toBe('conflict');
    }));

  test('before anybody claimed, there is nothing to end at the gateway, and the mailed link is dead', () =>
    onStage(async (stage) => {
      const { credentialId, requestId } = await approvedRequest(stage.db, stage.world);
      await mintToken(stage.db, { purpose: 'confirm_request', subjectId: requestId, hours: 24 });
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(stage.gateway.calls()).toEqual([]);
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      const [link] = await stage.db.select().from(oneTimeTokens);
      expect(link?.voidedAt).not.toBeNull();
    }));

  test('is for members and admins; strangers learn nothing; who only reads or approves may not', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { credentialId } = await approvedRequest(db, world);
      for (const stranger of [world.eve, world.dora, world.ivan]) {
        expect(await outcome(revokeCredential(contextFor(db, stranger), { credentialId }))).toBe('not_found');
      }
      for (const reader of [world.audrey, world.arun]) {
        expect(await outcome(revokeCredential(contextFor(db, reader), { credentialId }))).toBe('forbidden');
      }
      expect(await outcome(revokeCredential(contextFor(db, world.alan), { credentialId }))).toBe('ok');
    }));

  test('all keys of an app end together, whatever state they are in, and nobody else’s', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const unclaimed = await approvedRequest(db, world);
      const claimed = await approvedRequest(db, world);
      await claimCredential(contextFor(db, world.ada), claimed);
      const dora = await approvedRequest(db, world, {
        by: world.dora,
        app: await seedApp(db, world.dora, 'Other', 'personal'),
      });
      const ctx = asActor(contextFor(db), world.priya);
      const end = () =>
        mutate(ctx, async (unit) => {
          await unit.audit('app.deleted', { kind: 'app', id: world.ledger.id });
          return requestRevocations(ctx, unit, { appId: world.ledger.id }, 'The app was deleted.');
        });
      const { credentialIds } = await end();
      expect(credentialIds.sort()).toEqual([unclaimed.credentialId, claimed.credentialId].sort());
      expect((await end()).credentialIds).toEqual([]);
      expect(await credentialRow(db, dora.credentialId)).toMatchObject({ status: 'awaiting_claim' });
    }));
});
