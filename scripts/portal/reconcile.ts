import { systemActor } from '@/core/identity/actor';
import { reconcile } from '@/core/reconciler/reconcile';
import { wiring } from '@/server/wiring';
import { describeReport, isWell } from './describe-report';
import { readOptions } from './read-options';

/**
 * Compares the credentials with the gateways and says what differs; `--fix` repairs it. Exits 1 when something is left
 * that differs or could not be asked, so that a script can act on it.
 */
export async function run(args: string[]): Promise<number> {
  const { fix: isFixing, json } = readOptions('reconcile', args).values;
  const { contextFor, gateways, close } = wiring();
  try {
    const report = await reconcile(contextFor(systemActor('operator')), gateways, { fix: isFixing });
    if (json) console.log(JSON.stringify({ isWell: isWell(report, isFixing), ...report }, null, 2));
    else for (const line of describeReport(report, isFixing)) console.log(line);
    return isWell(report, isFixing) ? 0 : 1;
  } finally {
    await close();
  }
}
