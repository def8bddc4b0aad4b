import { describe, expect, test } from 'vitest';
import { askForChange, requestRow } from '@/test/changes';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { approveAccessRequest } from '../access-requests/approve';
import { revealCredential } from './reveal-credential';

const onStage = provisioningStage();

const KEEPS = ['acl-payments', 'acl-weather'];

describe('a change of plan', () => {
  test('leaves the key as it is until it is granted, and then the same key has the new plan at the gateway', () =>
    onStage(async (stage) => {
      const { world } = stage;
      const { requestId, credentialId, key } = await stage.activeKey({ plan: 'free' });
      const change = await askForChange(stage.as(world.ada), world, credentialId);
      expect(change.status).toBe('pending');
      await stage.settle();
      expect(keysAt(stage.gateway)[0]?.session.apply_policies).toEqual([...KEEPS, 'plan-free']);

      await approveAccessRequest(stage.as(world.alan), { requestId: change.requestId });
      expect(await requestRow(stage.db, change.requestId)).toMatchObject({ status: 'approved' });
      expect(keysAt(stage.gateway)[0]?.session.apply_policies).toEqual([...KEEPS, 'plan-free']);
      await stage.settle();

      expect(await requestRow(stage.db, change.requestId)).toMatchObject({
        status: 'fulfilled',
        replaced: { planId: world.free.id, terms: { slug: 'free' } },
      });
      expect(await requestRow(stage.db, requestId)).toMatchObject({
        status: 'fulfilled',
        planId: world.standard.id,
        terms: { slug: 'standard' },
      });
      const [only, ...others] = keysAt(stage.gateway);
      expect(others).toEqual([]);
      expect(only).toMatchObject({ key, session: { apply_policies: [...KEEPS, 'plan-standard'] } });
      expect(await revealCredential(stage.as(world.ada), { credentialId })).toMatchObject({ key });
      expect(await callWith(stage.gateway, key)).toBe(200);
    }));
});
