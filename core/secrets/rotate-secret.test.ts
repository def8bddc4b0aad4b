import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Context } from '@/core/context';
import { claimCredential } from '@/core/credentials/claim-credential';
import { introspectKey } from '@/core/credentials/introspect-key';
import { credentialSeal } from '@/core/credentials/key-secrets';
import { reportFoundKey } from '@/core/credentials/report-found-key';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { revokeCredential } from '@/core/credentials/revoke-credential';
import { isInviteCodeUsable } from '@/core/identity/invite-code';
import { issueInviteCode } from '@/core/invite-codes/issue-invite-code';
import { listInviteCodes } from '@/core/invite-codes/list-invite-codes';
import { prepareTotp } from '@/core/second-factors/prepare-totp';
import { createWebhook } from '@/core/webhooks/create-endpoint';
import { renewWebhookSecret } from '@/core/webhooks/renew-secret';
import { credentials, gateways } from '@/db/schema';
import { keyForms } from '@/gateway/tyk/key-forms';
import { createSecretBox } from '@/server/secret-box';
import { inSandbox, TEST_SECRET } from '@/test/harness';
import { approvedRequest } from '@/test/provisioning';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { setUpThirdParty } from '@/test/third-party';
import { seedSession } from '@/test/world';
import { readOldNeeds } from './read-old-needs';
import { rotateSecret } from './rotate-secret';
import { sealedTables } from './sealed-tables';

const NEW = 'the secret of tomorrow, thirty-two bytes and more';
const CODE = 'HACKATHON-2026';
const onStage = provisioningStage();
// The invariants are asked with the new secret by the tests themselves.
const SKIP = { skipInvariants: true };

const both = { secrets: createSecretBox(NEW, [TEST_SECRET]) };
const alone = { secrets: createSecretBox(NEW) };
const rotate = (stage: Stage, overrides: Partial<Context> = {}) =>
  rotateSecret({ ...stage.system, ...both, ...overrides }, { keyForms: (orgId, id) => keyForms(orgId, { id }) });
const written = (rotated: Awaited<ReturnType<typeof rotate>>) =>
  Object.fromEntries(rotated.filter(({ rewritten }) => rewritten > 0).map(({ what, rewritten }) => [what, rewritten]));

test('every column that is sealed, or filed under a keyed digest, is in the register', () =>
  inSandbox(async (db) => {
    const { rows } = await db.execute<{ name: string }>(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and (column_name like '%\\_sealed' or column_name like '%\\_digest')
        and table_name <> 'idempotency_keys'`);
    const known = sealedTables.flatMap(({ table, columns, digests }) =>
      [...columns, ...(digests?.columns ?? [])].map((column) => `${table}.${column}`),
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(known).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
  }));

// Leave a table out of the register, or any digest as it was, and this must fail.
test('afterwards the new secret alone shows keys, knows them, admits by codes and opens the gateway [K-20]', () =>
  onStage(async (stage) => {
    const shown = await stage.activeKey();
    const once = await stage.activeKey();
    await stage.db.update(credentials).set({ keySealed: null }).where(eq(credentials.id, once.credentialId));
    const { alan, ada, backend } = stage.world;
    const terms = { teamId: backend.id, quota: 3, lastDay: null, isActive: true, note: '' };
    await issueInviteCode(stage.as(alan), { ...terms, code: CODE });
    await seedSession(stage.db, alan);
    await prepareTotp(stage.as(ada));
    await setUpThirdParty(stage.db);
    const hook = { name: 'Ledger', url: 'https://receiver.test/', events: ['*'], reachesPrivate: false };
    const { webhookId } = await createWebhook(stage.as(alan), hook);
    await renewWebhookSecret(stage.as(alan), { webhookId });

    const first = await rotate(stage);
    // One of each kind in the register: whatever is not bound as its verb binds it would stay shut.
    expect(first.map(({ rewritten }) => rewritten > 0)).toEqual(sealedTables.map(() => true));
    expect(written(first)).toMatchObject({ keys: 2, 'invite codes': 1, 'secrets of gateways': 1 });
    expect(first.flatMap(({ held, shut }) => [held, ...shut]).filter(Boolean)).toEqual([]);

    expect(await revealCredential(stage.as(ada, alone), shown)).toMatchObject({ key: shown.key });
    for (const { key, credentialId } of [shown, once]) {
      const told = await introspectKey(stage.as(alan, alone), () => '', { key });
      expect(told.holder?.credential.id).toBe(credentialId);
      expect(await reportFoundKey(stage.as(ada, alone), stage.gateways, { key })).toEqual({ isKnown: true });
    }
    expect(await isInviteCodeUsable(stage.as(alan, alone), stage.db, CODE.toLowerCase())).toBe(true);
    expect((await listInviteCodes(stage.as(alan, alone), { search: CODE })).rows).toMatchObject([{ code: CODE }]);
    await stage.sync(shown.credentialId, {}, alone);

    expect(written(await rotate(stage))).toEqual({});
  }, SKIP));

test('until then both secrets do, whichever process wrote a row', () =>
  onStage(async (stage) => {
    const old = await stage.activeKey();
    const { credentialId } = await approvedRequest(stage.db, stage.world);
    await claimCredential(stage.as(stage.world.ada, both), { credentialId });
    await stage.sync(credentialId, {}, both);
    // A word that is taken stays taken: two codes of one word could not be filed under one secret.
    const terms = { teamId: stage.world.backend.id, quota: 3, lastDay: null, isActive: true, note: '', code: CODE };
    await issueInviteCode(stage.as(stage.world.alan), terms);
    const again = issueInviteCode(stage.as(stage.world.alan, both), terms);
    await expect(again).rejects.toMatchObject({ fieldErrors: { code: [expect.stringContaining('already')] } });
    const swapped = { secrets: createSecretBox(TEST_SECRET, [NEW]) };
    for (const secrets of [both, swapped]) {
      const { key } = await revealCredential(stage.as(stage.world.ada, secrets), { credentialId });
      const told = await introspectKey(stage.as(stage.world.alan, secrets), () => '', { key });
      expect(told).toMatchObject({ state: 'active', holder: { credential: { id: credentialId } } });
      expect(await revealCredential(stage.as(stage.world.ada, secrets), old)).toMatchObject({ key: old.key });
    }
  }, SKIP));

// Let holdSealed wait (without `skip locked`), or rotateTable look once, and this must fail.
test('it waits for nobody who writes a row, comes back to it, and goes on where it was killed', () =>
  onStage(async (stage) => {
    const { credentialId, key } = await stage.activeKey();
    const dies = rotate(stage, { fault: async (point) => Promise.reject(new Error(point)) });
    await expect(dies).rejects.toThrow('secret.afterPiece');
    expect(await openedBy(stage, alone, 'gateways')).toBe(true);
    expect(await openedBy(stage, alone, 'credentials')).toBe(false);

    let goesOn: ReturnType<typeof rotate> | undefined;
    await stage.db.transaction(async (tx) => {
      await tx.select().from(credentials).where(eq(credentials.id, credentialId)).for('update');
      let reports = () => {};
      const looked = new Promise<void>((resolve) => {
        reports = resolve;
      });
      goesOn = rotate(stage, { fault: async () => reports() });
      await looked;
      // Written by a process that still seals with the old secret.
      const keySealed = stage.system.secrets.seal(key, credentialSeal(credentialId));
      await tx.update(credentials).set({ keySealed }).where(eq(credentials.id, credentialId));
    });
    expect(written((await goesOn) ?? [])).toEqual({ keys: 1 });
    expect(await openedBy(stage, alone, 'credentials')).toBe(true);
  }, SKIP));

test('what a secret that nobody has sealed is told, and stops nothing else', () =>
  onStage(async (stage) => {
    const { credentialId } = await stage.activeKey();
    const lost = createSecretBox('a secret that nobody has any more, 32').seal('x', 'anything');
    await stage.db.update(credentials).set({ keySealed: lost }).where(eq(credentials.id, credentialId));
    const rotated = await rotate(stage);
    expect(rotated.find(({ what }) => what === 'keys')).toMatchObject({ rewritten: 0, shut: [credentialId] });
    expect(written(rotated)).toEqual({ 'secrets of gateways': 1 });
  }, SKIP));

test('what only the old secret knows is counted, with the day on which it ends', () =>
  onStage(async (stage) => {
    const { credentialId } = await stage.activeKey();
    await revokeCredential(stage.as(stage.world.ada), { credentialId });
    await stage.settle();
    await rotate(stage);
    const later = stage.as(stage.system.actor, both);
    const needs = await readOldNeeds(later);
    expect(needs.endedKeys).toBe(1);
    expect(needs.sessions.count).toBeGreaterThan(0);
    expect(needs.sessions.until?.getTime()).toBeGreaterThan(Date.now());
    // A session that begins afterwards is the new secret's.
    await seedSession(stage.db, stage.world.tom);
    expect(await readOldNeeds(later)).toMatchObject({ sessions: { count: needs.sessions.count } });
    expect(needs.since).toBeInstanceOf(Date);
  }, SKIP));

async function openedBy(stage: Stage, { secrets }: Pick<Context, 'secrets'>, table: 'gateways' | 'credentials') {
  const rows =
    table === 'gateways'
      ? (await stage.db.select().from(gateways)).map(({ id, secretSealed }) => [secretSealed, `gateway:${id}`] as const)
      : (await stage.db.select().from(credentials)).map((row) => [row.keySealed, credentialSeal(row.id)] as const);
  return rows.every(([sealed, boundTo]) => {
    try {
      secrets.open(sealed ?? Buffer.alloc(0), boundTo);
      return true;
    } catch {
      return false;
    }
  });
}
