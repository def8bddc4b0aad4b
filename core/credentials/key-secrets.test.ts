import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { mintToken } from '@/core/identity/tokens';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { approvedRequest, credentialRow } from '@/test/provisioning';
import { seedWorld, type World } from '@/test/world';
import { claimCredential } from './claim-credential';
import { drawKeyId } from './key-secrets';

async function linked(db: Database, world: World, options: Parameters<typeof approvedRequest>[2] = {}) {
  const made = await approvedRequest(db, world, options);
  const token = await mintToken(db, { purpose: 'confirm_request', subjectId: made.requestId, hours: 24 });
  return { ...made, token };
}

describe('a drawn id', () => {
  test('is 32 letters and digits that no gateway reads as anything else', () => {
    const ids = Array.from({ length: 2_000 }, drawKeyId);
    for (const id of ids) {
      expect(id).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(id).not.toMatch(/^(ey|[0-9a-f]{24})/i);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.join('')).size).toBe(62);
  });

  test('cannot be moved to another row, nor used for two [K-12] [K-20]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const first = await linked(db, world);
      const second = await linked(db, world);
      const ada = contextFor(db, world.ada);
      await claimCredential(ada, { credentialId: first.credentialId });
      await claimCredential(ada, { credentialId: second.credentialId });
      const stolen = (await credentialRow(db, first.credentialId)).keyIdSealed;
      if (!stolen) throw new Error('it was claimed');
      expect(() => ada.secrets.open(stolen, `credential:${second.credentialId}`)).toThrow();
      const { keyIdDigest } = await credentialRow(db, first.credentialId);
      const twice = db.update(credentials).set({ keyIdDigest }).where(eq(credentials.id, second.credentialId));
      await expect(db.transaction(() => twice)).rejects.toThrow();
    }));
});
