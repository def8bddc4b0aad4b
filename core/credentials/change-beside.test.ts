import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { notifications } from '@/db/schema';
import { askForChange, requestRow } from '@/test/changes';
import { grantedChange, KEEPS, policiesAt } from '@/test/granted-change';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { withdrawAccessRequest } from '../access-requests/withdraw';
import { deleteApp } from '../apps/delete-app';
import { regenerateCredential } from './regenerate-credential';
import { resumeCredential } from './resume-credential';
import { revokeCredential } from './revoke-credential';
import { suspendCredential } from './suspend-credential';

const onStage = provisioningStage();

describe('keys beside the current one', () => {
  test('a replaced key in its grace follows, and the new one fulfils the change', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: '1h' });
      await stage.settle();
      const { requestId } = await askForChange(stage.as(world.ada), world, next.credentialId);
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.sync(credentialId);
      await stage.sync(credentialId);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'approved' });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      expect(policiesAt(stage)).toEqual([
        [...KEEPS, 'plan-standard'],
        [...KEEPS, 'plan-standard'],
      ]);
    }));

  test('a new key that is being made when the change is granted is made with the new plan', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: 'now' });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
      expect(keysAt(stage.gateway)).toMatchObject([
        { credentialId: next.credentialId, session: { apply_policies: [...KEEPS, 'plan-standard'] } },
      ]);
    }));

  test('a suspended key stays suspended through a change, and has the new plan when it is resumed', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId, key } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await suspendCredential(stage.as(world.alan), { credentialId });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(401);
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
      await resumeCredential(stage.as(world.alan), { credentialId });
      await stage.settle();
      expect(await callWith(stage.gateway, key)).toBe(200);
      expect(policiesAt(stage)).toEqual([[...KEEPS, 'plan-standard']]);
    }));
});

describe('a change whose key ends', () => {
  test('while it waits is cancelled, and nobody can grant it any more', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const { requestId } = await askForChange(stage.as(world.ada), world, credentialId);
      await revokeCredential(stage.as(world.tom), { credentialId });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'cancelled' });
      await expect(approveAccessRequest(stage.as(world.alan), { requestId })).rejects.toMatchObject({
        code: 'conflict',
      });
      const notes = await stage.db.select().from(notifications).where(eq(notifications.userId, world.ada.userId));
      expect(notes.map(({ kind }) => kind)).toContain('access_request.cancelled');
    }));

  test('before the gateway has it is withdrawn', () =>
    onStage(async (stage) => {
      const { credentialId, changeId, key } = await grantedChange(stage);
      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      await stage.settle();
      expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'withdrawn' });
      expect(keysAt(stage.gateway)).toEqual([]);
      expect(await callWith(stage.gateway, key)).toBe(403);
    }));

  test('goes on when only the replaced key was ended', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { credentialId } = await stage.activeKey({ plan: 'free' });
      const next = await regenerateCredential(stage.as(world.ada), { credentialId, grace: '1h' });
      await stage.settle();
      const { requestId } = await askForChange(stage.as(world.ada), world, next.credentialId);
      await revokeCredential(stage.as(world.ada), { credentialId });
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'pending' });
      await approveAccessRequest(stage.as(world.alan), { requestId });
      await stage.settle();
      expect(await requestRow(stage.db, requestId)).toMatchObject({ status: 'fulfilled' });
    }));

  test('with its app, or with the request of the key, ends too', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { changeId, requestId } = await grantedChange(stage);
      await withdrawAccessRequest(stage.as(world.alan), { requestId, reason: 'Not any more.' });
      expect(await requestRow(stage.db, changeId)).toMatchObject({ status: 'withdrawn' });
      const second = await stage.activeKey({ plan: 'free' });
      const waiting = await askForChange(stage.as(world.ada), world, second.credentialId);
      await deleteApp(stage.as(world.ada), { appId: world.ledger.id });
      expect(await requestRow(stage.db, waiting.requestId)).toMatchObject({ status: 'cancelled' });
      await stage.settle();
      expect(keysAt(stage.gateway)).toEqual([]);
    }));
});
