import { eq } from 'drizzle-orm';
import { importCredential } from '@/core/credentials/import-credential';
import { removeImport } from '@/core/credentials/remove-import';
import type { Database } from '@/db/client';
import { credentials } from '@/db/schema';
import { contextFor } from '../harness';
import type { World } from '../world';
import { expecting, type Row, row } from './roles';

const wish = (world: World) => ({
  appId: world.ledger.id,
  planId: world.standard.id,
  productIds: [world.payments.id],
  key: 'a-key-of-before',
});

/** Only those who run the portal say whose a key is; who sees the app learns that it may not. */
const attaches = expecting('not_found', { ok: ['priya', 'alan'], forbidden: ['ada', 'tom', 'arun', 'audrey'] });

async function failedImport(db: Database, world: World): Promise<{ credentialId: string }> {
  const { credentialId } = await importCredential(contextFor(db, world.priya), wish(world));
  await db.update(credentials).set({ status: 'failed' }).where(eq(credentials.id, credentialId));
  return { credentialId };
}

/** Keys that exist, attached to apps. */
export const importing: Row[] = [
  row({
    verb: 'importCredential',
    stage: async () => ({}),
    act: (ctx, _stage, world) => importCredential(ctx, wish(world)),
    expected: attaches,
  }),
  row({ verb: 'removeImport', stage: failedImport, act: removeImport, expected: attaches }),
];
