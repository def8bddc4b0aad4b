import { isMigrated } from '@/core/audit/is-migrated';
import { gatewayProblems } from '@/core/gateways/gateway-problems';
import { log } from './log';
import { wiring } from './wiring';

type Readiness = { isReady: boolean; database: 'ok' | 'not migrated' | 'unreachable'; gateways: string };

/** Can this process serve people? Neither a gateway nor a mail server decides that. */
export async function readReadiness(): Promise<Readiness> {
  const { db } = wiring();
  try {
    if (!(await isMigrated(db))) return { isReady: false, database: 'not migrated', gateways: 'unknown' };
    const problems = await gatewayProblems(db);
    return { isReady: true, database: 'ok', gateways: problems === 0 ? 'ok' : `${problems} with a problem` };
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    return { isReady: false, database: 'unreachable', gateways: 'unknown' };
  }
}
