import { expect, test } from 'vitest';
import { settings } from '@/db/schema';
import { callWith, keysAt } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { seedApp } from '@/test/world';
import { approveOrganization } from './approve-organization';
import { deleteOrganization } from './delete-organization';
import { requestOrganization } from './request-organization';

const onStage = provisioningStage();

test('a key goes on working through founding and closing, and the gateway always knows whose it is', () =>
  onStage(async (stage) => {
    const { db, world, gateway, as } = stage;
    const app = await seedApp(db, world.dan, 'Harbour lights', 'personal');
    const { key } = await stage.activeKey({ by: world.dan, app });
    const told = () => keysAt(gateway)[0]?.session.meta_data?.organization_id;
    expect(told()).toBe(world.defaultOrganization.id);

    await db.update(settings).set({ organizationsMayRegister: true });
    const { organizationId } = await requestOrganization(as(world.dan), { name: 'Orchard', purpose: '' });
    await approveOrganization(as(world.alan), { organizationId });
    await stage.settle();
    expect([await callWith(gateway, key), told()]).toEqual([200, organizationId]);

    await deleteOrganization(as(world.alan), { organizationId, apps: 'follow_owners', members: 'default' });
    await stage.settle();
    expect([await callWith(gateway, key), told()]).toEqual([200, world.defaultOrganization.id]);
  }));
