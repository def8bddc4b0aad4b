import { performance } from 'node:perf_hooks';
import type { WorkerEvents } from 'graphile-worker';
import { meters } from './meters';

/** Counts what a worker does. */
export function countJobs(events: WorkerEvents): void {
  const { jobRuns, jobSeconds } = meters();
  const began = new Map<string, number>();
  const over = (job: { id: string; task_identifier: string }, outcome: string) => {
    const task = job.task_identifier;
    jobRuns.inc({ task, outcome });
    jobSeconds.observe({ task }, (performance.now() - (began.get(job.id) ?? performance.now())) / 1_000);
    began.delete(job.id);
  };
  events.on('job:start', ({ job }) => began.set(job.id, performance.now()));
  events.on('job:success', ({ job }) => over(job, 'done'));
  // `job:failed` follows on the last attempt; of an earlier one only this is told.
  events.on('job:error', ({ job }) => over(job, job.attempts >= job.max_attempts ? 'given_up' : 'failed'));
}
