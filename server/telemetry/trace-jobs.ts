import type { JobHelpers } from 'graphile-worker';
import { z } from 'zod';
import { tracing } from './tracing';

type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

/** What `core/mutate.ts` puts beside a job's ids while the change that orders it is traced. */
const ordered = z.object({ traceparent: z.string() });

/** The same tasks, with each run as a span of the trace that ordered it, or of a trace of its own. */
export function traceJobs<Name extends string>(tasks: Record<Name, (payload: unknown) => Promise<void>>) {
  return Object.fromEntries(
    Object.entries<(payload: unknown) => Promise<void>>(tasks).map(([name, task]) => [name, traceJob(name, task)]),
  ) as Record<Name, Task>;
}

function traceJob(name: string, task: (payload: unknown) => Promise<void>): Task {
  return async (payload, { job }) => {
    const traces = tracing();
    if (!traces) return task(payload);
    const parent = ordered.safeParse(payload).data?.traceparent ?? null;
    const facts = { 'portico.job.task': name, 'portico.job.id': job.id, 'portico.job.attempt': job.attempts };
    const span = traces.start(`job ${name}`, 'job', facts, parent);
    try {
      await span.run(() => task(payload));
    } catch (error) {
      span.fail(error instanceof Error ? error.name : 'Error');
      throw error;
    } finally {
      span.end();
    }
  };
}
