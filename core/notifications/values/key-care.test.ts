import { eq, type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { apps, credentials } from '@/db/schema';
import { TEST_PORTAL_URL } from '@/test/harness';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { confirmApp } from '../../apps/confirm-app';
import { revokeCredential } from '../../credentials/revoke-credential';
import type { MessageName } from '../../ports/messages';
import { messageLoaders } from '../message-loaders';

const onStage = provisioningStage();
const set = (
  stage: Stage,
  credentialId: string,
  change: Partial<Record<'expiresAt' | 'unusedWarnedAt', Date | SQL | null>>,
) => stage.db.update(credentials).set(change).where(eq(credentials.id, credentialId));

/** What the mail would say now; null: it is dropped. */
function load(stage: Stage, message: MessageName, subjectId: string, facts: Record<string, string> = {}) {
  const recipient = { userId: stage.world.ada.userId, firstName: 'Ada', lastName: 'Test', address: 'ada@acme.test' };
  const mint = () => Promise.reject(new Error('no link of these mails is a secret'));
  return messageLoaders[message]({ ctx: stage.system, recipient, subjectId, facts, mint });
}

test('what is told of a key leads to its page, and is dropped when it is not true any more', () =>
  onStage(
    async (stage) => {
      const { credentialId } = await stage.activeKey();
      const { lastFour, appId } = await stage.row(credentialId);
      const link = `${TEST_PORTAL_URL}/apps/${appId}/keys/${credentialId}`;
      const named = { firstName: 'Ada', appName: 'Ledger', keyName: 'payments, weather', lastFour, link };

      expect(await load(stage, 'key-expires', credentialId)).toBeNull();
      await set(stage, credentialId, { expiresAt: new Date('2099-03-04T10:00:00Z') });
      expect(await load(stage, 'key-expires', credentialId)).toEqual({ ...named, expiresOn: '4 March 2099' });
      expect(await load(stage, 'key-expired', credentialId)).toBeNull();
      await set(stage, credentialId, { expiresAt: sql`now()` });
      expect(await load(stage, 'key-expires', credentialId)).toBeNull();
      expect(await load(stage, 'key-expired', credentialId)).toEqual(named);
      await set(stage, credentialId, { expiresAt: null });

      expect(await load(stage, 'key-unused', credentialId, { days: '90', endsOn: '1 May 2099' })).toBeNull();
      await set(stage, credentialId, { unusedWarnedAt: sql`now()` });
      expect(await load(stage, 'key-unused', credentialId, { days: '90', endsOn: '1 May 2099' })).toEqual({
        ...named,
        days: 90,
        endsOn: '1 May 2099',
      });

      const facts = { left: '1950', max: '10000', renewsAt: '2099-12-01T09:30:00.000Z' };
      expect(await load(stage, 'quota-nearly-used', credentialId, facts)).toEqual({
        ...named,
        left: '1,950',
        max: '10,000',
        renews: 'The quota renews on 1 December 2099 at 09:30 UTC.',
      });
      expect(await load(stage, 'key-found', credentialId)).toEqual(named);
      expect(await load(stage, 'key-found-admin', credentialId)).toEqual({
        appName: 'Ledger',
        organizationName: 'Acme',
        lastFour,
        link: `${TEST_PORTAL_URL}/admin/apps/${appId}`,
      });

      await revokeCredential(stage.as(stage.world.ada), { credentialId });
      const names = ['key-unused', 'quota-nearly-used', 'quota-used-up', 'key-found', 'key-found-admin'] as const;
      for (const name of names) expect(await load(stage, name, credentialId, facts), name).toBeNull();
    },
    { skipInvariants: true },
  ));

test('an app that was confirmed meanwhile is not asked about', () =>
  onStage(async (stage) => {
    const { world, db } = stage;
    await stage.activeKey();
    expect(await load(stage, 'app-review', world.ledger.id)).toBeNull();
    await db.update(apps).set({ reviewAskedAt: sql`now()` }).where(eq(apps.id, world.ledger.id));
    expect(await load(stage, 'app-review', world.ledger.id)).toMatchObject({ appName: 'Ledger', keys: '1 key' });
    await confirmApp(stage.as(world.tom), { appId: world.ledger.id });
    expect(await load(stage, 'app-review', world.ledger.id)).toBeNull();
  }));
