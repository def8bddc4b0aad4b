import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tryAdvisoryLock } from '@/db/advisory-lock';
import { auditEvents } from '@/db/schema';
import { callWith } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { pass } from '@/test/reconcile-pass';
import { getGateway } from '../gateways/get-gateway';
import { LEADER_LOCK } from './reconcile';
import { reconcileGateway } from './reconcile-gateway';

const onStage = provisioningStage();

test('a comparison that was ordered tells what differs and repairs nothing; with fix it repairs, and says so', () =>
  onStage(async (stage) => {
    const gatewayId = stage.world.gateway.id;
    const { key } = await stage.activeKey();
    await stage.gateway.wipeStore();
    const drift = async () => (await getGateway(stage.as(stage.world.alan), { gatewayId })).drift;
    const events = () => stage.db.$count(auditEvents, eq(auditEvents.event, 'gateway.reconciled'));

    await reconcileGateway(stage.system, stage.gateways, { gatewayId, fix: false });
    expect(await drift()).toMatchObject({ isFixed: false, report: { missing: 1, repaired: 0 } });
    expect(await callWith(stage.gateway, key)).not.toBe(200);
    expect(await events()).toBe(0);

    await reconcileGateway(stage.system, stage.gateways, { gatewayId, fix: true });
    await stage.settle();
    expect(await drift()).toMatchObject({ isFixed: true, report: { missing: 1, repaired: 1 } });
    expect(await callWith(stage.gateway, key)).toBe(200);
    expect(await events()).toBe(1);
  }));

test('the pass by the clock keeps what it found as well, in place of what was found before', () =>
  onStage(async (stage) => {
    const gatewayId = stage.world.gateway.id;
    await stage.activeKey();
    await pass(stage);
    await pass(stage, { fix: false });
    const { drift } = await getGateway(stage.as(stage.world.alan), { gatewayId });
    expect(drift).toMatchObject({ isFixed: false, report: { state: 'checked', checked: 1 } });
  }));

test('while another pass is at it the job tries again, and a gateway that was removed is nothing to do', () =>
  onStage(async (stage) => {
    const other = await tryAdvisoryLock(stage.db, LEADER_LOCK);
    const order = { gatewayId: stage.world.gateway.id, fix: true };
    await expect(reconcileGateway(stage.system, stage.gateways, order)).rejects.toThrow('tries again');
    await other?.release();
    const removed = { gatewayId: stage.world.ada.userId, fix: true };
    expect(await reconcileGateway(stage.system, stage.gateways, removed)).toBeNull();
  }));
