import { loadCommand } from './load-command';
import { run as migrate } from './migrate';

/** What `npm start` needs of the database, in one process: the schema and, for a demo, its data. */
export async function run(): Promise<number> {
  const migrated = await migrate();
  if (migrated !== 0 || process.env.PORTAL_DEMO !== '1') return migrated;
  return (await loadCommand('seed-demo')).run([]);
}
