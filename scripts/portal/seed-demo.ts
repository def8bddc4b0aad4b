import { importDocument } from '@/core/api-docs/import-document';
import { parseDocument } from '@/core/api-docs/parse-document';
import type { Context, Log } from '@/core/context';
import { checkGateway } from '@/core/gateways/check';
import { synchronizeGateway } from '@/core/gateways/synchronize';
import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { gateways } from '@/db/schema';
import { env } from '@/server/env';
import { environmentGateway } from '@/server/start-web-process';
import { type Wiring, wiring } from '@/server/wiring';
import { insertUsage } from '../demo/insert-usage';
import { resetDatabase } from '../demo/reset-demo';
import { seedDemo } from '../demo/seed-demo';
import { CommandError } from './command-error';
import { explain } from './explain';
import { readOptions } from './read-options';

/**
 * Loads the demo data, once; with `--reset` after emptying the database. Only where PORTAL_DEMO says that it is a demo.
 */
export async function run(args: string[]): Promise<number> {
  const { reset } = readOptions('seed-demo', args).values;
  const { PORTAL_DEMO, DATABASE_URL } = env();
  if (!PORTAL_DEMO) {
    throw new CommandError('The demo has people with passwords that everybody knows. Set PORTAL_DEMO=1 to load it.');
  }
  if (reset) await resetDatabase(DATABASE_URL);
  const parts = wiring();
  try {
    return await seed(parts);
  } finally {
    await parts.close();
  }
}

/** Who runs a command reads sentences; what the verbs would log, they return or leave on the row. */
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

async function seed({ contextFor, gateways: adapters }: Wiring): Promise<number> {
  const ctx = { ...contextFor(systemActor('demo data')), log: quiet };
  await ensureBasics(ctx, { gateway: environmentGateway() });
  const seeded = await seedDemo(ctx);
  // Ours, made by `npm start`: an operator's figures are never written.
  const usageUrl = process.env.DEMO_USAGE_DATABASE_URL;
  if (seeded.outcome !== 'not_empty' && usageUrl) await insertUsage(ctx, usageUrl);
  if (seeded.outcome === 'seeded_before') console.log('The demo data is there already.');
  if (seeded.outcome === 'not_empty') console.log('The demo data was not loaded: this portal has people already.');
  if (seeded.outcome !== 'seeded') return 0;
  // Jobs would do all of this, too; but here nobody waits for a page meanwhile, and nobody sends a bad document.
  for (const documentId of seeded.documentIds) await readDocument(ctx, documentId);
  for (const { id } of await ctx.db.select({ id: gateways.id }).from(gateways)) await meet(ctx, adapters, id);
  console.log('The demo data is loaded.');
  return 0;
}

/** A machine that is too busy for it now has a job that does it later, and that is told of if it lasts. */
async function readDocument(ctx: Context, documentId: string): Promise<void> {
  try {
    await importDocument(ctx, async (source) => parseDocument(source), { documentId });
  } catch (error) {
    console.log(`A document is left to the worker: ${explain(error).split('\n')[0]}`);
  }
}

async function meet(ctx: Context, adapters: Wiring['gateways'], gatewayId: string): Promise<void> {
  await checkGateway(ctx, adapters, { gatewayId });
  const { problem } = await synchronizeGateway(ctx, adapters, { gatewayId });
  if (problem !== null) console.log(problem);
}
