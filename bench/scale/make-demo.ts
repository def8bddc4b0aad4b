import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { databaseOn, openPool } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { seedDemo } from '@/scripts/demo/seed-demo';
import { contextOf } from '../people';

/** Nobody listens there: the demo's keys wait for their gateway. */
const NOWHERE = 'http://127.0.0.1:1';

/** Loads the demo into an empty database, as the first `npm start` does. Throws what the database says. */
export async function makeDemo(url: string): Promise<void> {
  await migrateDatabase(url);
  const pool = openPool(url, { max: 4, onError: () => {} });
  try {
    const ctx = contextOf(databaseOn(pool), 'a secret of the benchmark, 32 bytes and more', systemActor('bench'));
    await ensureBasics(ctx, {
      gateway: { controlUrl: NOWHERE, proxyUrl: NOWHERE, secret: 'secret', gatewayOrgId: '5e9d9544a1dcd60001d0ed20' },
    });
    await seedDemo(ctx);
  } finally {
    await pool.end();
  }
}
