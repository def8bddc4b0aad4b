import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import { env } from './env';
import { log } from './log';
import { jobTasks, scheduledTasks } from './tasks';

const POLL_MS = 1_000;

/** Runs jobs until it is stopped; `stop` lets running jobs finish and gives the rest back. */
export async function startWorker(concurrency: number): Promise<Runner> {
  return run({
    connectionString: env().DATABASE_URL,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({}, message);
      else if (level === 'warning') log.warn({}, message);
    }),
    taskList: { ...jobTasks(), ...scheduledTasks() } as TaskList,
    parsedCronItems: parseCronItems([
      { task: 'reconcile', match: '*/5 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'housekeeping', match: '17 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
    ]),
  });
}
