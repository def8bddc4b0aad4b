import { parseArgs } from 'node:util';
import { systemActor } from '@/core/identity/actor';
import { reconcile } from '@/core/reconciler/reconcile';
import { wiring } from '@/server/wiring';
import { CommandError } from './command-error';
import { describeReport, isWell } from './describe-report';

/**
 * Compares the credentials with the gateways and says what differs; `--fix` repairs it. Exits 1 when something is left
 * that differs or could not be asked, so that a script can act on it.
 */
export async function run(args: string[]): Promise<number> {
  const isFixing = readWish(args);
  const { contextFor, gateways, close } = wiring();
  try {
    const report = await reconcile(contextFor(systemActor('operator')), gateways, { fix: isFixing });
    for (const line of describeReport(report, isFixing)) console.log(line);
    return isWell(report, isFixing) ? 0 : 1;
  } finally {
    await close();
  }
}

function readWish(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { fix: { type: 'boolean', default: false } } }).values.fix;
  } catch (error) {
    throw new CommandError('usage: reconcile [--fix]', { cause: error });
  }
}
