import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Context } from '@/core/context';
import { systemActor } from '@/core/identity/actor';
import { announceWorker } from '@/core/reconciler/announce-worker';
import { returnLostJobs } from '@/core/reconciler/return-lost-jobs';
import { unlockDeadWorkers } from '@/core/reconciler/unlock-dead-workers';
import { log } from './log';
import { countJobs } from './metrics/count-jobs';
import { jobTasks, scheduledTasks } from './tasks';
import { traceJobs } from './telemetry/trace-jobs';
import { wiring } from './wiring';

const POLL_MS = 1_000;
/** A worker that died a moment ago may still look young at the first look. */
const LOOK_AGAIN_MS = 5_000;
/** How often this worker looks for jobs that are booked for it and never came, and how long they may be on their way. */
const LOST_LOOK_MS = 10_000;
const LOST_SECONDS = 20;

/** Runs jobs until it is stopped; `stop` lets running jobs finish and gives the rest back. */
export async function startWorker(concurrency: number): Promise<Runner> {
  const ctx = wiring().contextFor(systemActor('worker'));
  await unlockDeadWorkers(ctx);
  const lookAgain = () =>
    unlockDeadWorkers(ctx).catch((error: unknown) => log.warn({ err: error }, 'no look at workers'));
  setTimeout(lookAgain, LOOK_AGAIN_MS).unref();
  const events: WorkerEvents = new EventEmitter();
  countJobs(events);
  const ended = new AbortController();
  events.on('pool:create', ({ workerPool }) => {
    void announceWorker(ctx, workerPool.id, ended.signal);
    lookForLostJobs(ctx, events, workerPool.id, ended.signal);
  });
  events.on('pool:release', () => ended.abort());
  return run({
    events,
    pgPool: wiring().jobConnections(),
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({}, message);
      else if (level === 'warning') log.warn({}, message);
    }),
    taskList: traceJobs({ ...jobTasks(), ...scheduledTasks() }) as TaskList,
    parsedCronItems: parseCronItems([
      { task: 'reconcile', match: '*/5 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'synchronize', match: '41 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'housekeeping', match: '17 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'key-care', match: '29 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'usage', match: '11 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'seal', match: '* * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'audit-head', match: '7 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
      { task: 'request-care', match: '23 * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
    ]),
  });
}

function lookForLostJobs(ctx: Context, events: WorkerEvents, workerName: string, ended: AbortSignal): void {
  const inHand = new Set<string>();
  events.on('job:start', ({ job }) => inHand.add(job.id));
  events.on('job:complete', ({ job }) => inHand.delete(job.id));
  const timer = setInterval(() => {
    returnLostJobs(ctx, { workerName, inHand: [...inHand], oldSeconds: LOST_SECONDS }).catch((error: unknown) =>
      log.warn({ err: error }, 'no look for lost jobs'),
    );
  }, LOST_LOOK_MS).unref();
  ended.addEventListener('abort', () => clearInterval(timer), { once: true });
}
