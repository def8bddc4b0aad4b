import { systemActor } from '@/core/identity/actor';
import { importPortal } from '@/core/moving/import-portal';
import { postgresCode } from '@/core/mutate';
import { databaseOn, openPool } from '@/db/client';
import { wiring } from '@/server/wiring';
import { CommandError } from './command-error';
import { databaseUrl, migrationDatabaseUrl } from './database-url';
import { linesOf } from './moving/lines-of';
import { readOptions } from './read-options';

/** PostgreSQL's code for what the role may not do. */
const NOT_THE_OWNER = '42501';

/** Fills an empty portal from a file that `export` wrote; all or nothing. */
export async function run(args: string[]): Promise<number> {
  const { values, files } = readOptions('import', args);
  const [file = ''] = files;
  const { contextFor, close } = wiring();
  // References are checked at the end, which only the owner of the tables may order.
  const pool = openPool(migrationDatabaseUrl() ?? databaseUrl(), { max: 2, onError: () => {} });
  try {
    const ctx = { ...contextFor(systemActor('portal import')), db: databaseOn(pool) };
    const { tables, rows, jobs, portalName, madeAt } = await importPortal(ctx, linesOf(file));
    if (values.json) console.log(JSON.stringify({ tables, rows, jobs, portalName, madeAt }));
    else {
      console.log(`${portalName}, as it was at ${madeAt}: ${rows} rows of ${tables} tables; ${jobs} jobs ordered.`);
      console.log('Run doctor and reconcile now, and start web and worker when the old portal is stopped for good.');
    }
    return 0;
  } catch (error) {
    if (postgresCode(error) !== NOT_THE_OWNER) throw error;
    const owner = 'the role that ran migrate';
    throw new CommandError(`Only ${owner} may import: set MIGRATION_DATABASE_URL to it. Nothing was imported.`, {
      cause: error,
    });
  } finally {
    await pool.end();
    await close();
  }
}
