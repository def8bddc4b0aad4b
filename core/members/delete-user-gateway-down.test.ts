import { expect, test } from 'vitest';
import { keysAt, ONE_TRY } from '@/test/provisioning';
import { provisioningStage } from '@/test/provisioning-stage';
import { seedApp, seedSession } from '@/test/world';
import { listEndingKeys } from '../credentials/list-ending-keys';
import { deleteUser } from './delete-user';
import { removeMember } from './remove-member';

const onStage = provisioningStage();

test('a gateway that is down leaves no live key unnoticed when an account is deleted', () =>
  onStage(async (stage) => {
    const { dora, priya } = stage.world;
    await seedSession(stage.db, dora);
    const app = await seedApp(stage.db, dora, 'Lonely', 'personal');
    const { credentialId } = await stage.activeKey({ by: dora, app });
    stage.gateway.switches.set({ status: 503 });

    const { credentialIds } = await deleteUser(stage.as(priya), { userId: dora.userId, apps: 'end' });
    expect(credentialIds).toEqual([credentialId]);
    await stage.sync(credentialId, ONE_TRY);

    // The key works at the gateway, and the admins' home says so.
    expect(await stage.row(credentialId)).toMatchObject({ status: 'revoking' });
    const { keys, total } = await listEndingKeys(stage.as(priya));
    expect(total).toBe(1);
    expect(keys).toMatchObject([{ id: credentialId, appName: 'Lonely', problem: expect.any(String) }]);

    stage.gateway.switches.reset();
    await stage.hurry();
    await stage.settle();
    expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked', keySealed: null });
    expect(keysAt(stage.gateway)).toHaveLength(0);
    expect((await listEndingKeys(stage.as(priya))).total).toBe(0);
  }));

test('the wizard’s new keys are made, the old ones die, and the gateway knows the new owner', () =>
  onStage(async (stage) => {
    const { ada, tom } = stage.world;
    await seedSession(stage.db, tom);
    const app = await seedApp(stage.db, tom, 'Tally', 'personal');
    const { credentialId } = await stage.activeKey({ by: tom, app });

    const { credentialIds } = await removeMember(stage.as(ada), {
      userId: tom.userId,
      apps: [{ appId: app.id, choice: 'regenerate' }],
    });
    await stage.settle();
    await stage.hurry();
    await stage.settle();

    expect(await stage.row(credentialId)).toMatchObject({ status: 'revoked' });
    const [newId = ''] = credentialIds;
    expect(await stage.row(newId)).toMatchObject({ status: 'active', generation: 2 });
    const [key] = keysAt(stage.gateway);
    expect(keysAt(stage.gateway)).toHaveLength(1);
    expect(JSON.stringify(key)).toContain(ada.email);
    expect(JSON.stringify(key)).not.toContain(tom.email);
  }));
