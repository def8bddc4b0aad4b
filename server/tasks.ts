import { systemActor } from '@/core/identity/actor';
import type { Job, JobKind } from '@/core/jobs';
import { log } from './log';
import { wiring } from './wiring';

type Task = (payload: unknown) => Promise<void>;

/** One task for each kind of job in `core/jobs.ts`; the compiler misses none. */
export function jobTasks(): Record<JobKind, Task> {
  return {
    'credential.sync': async () => {},
    'mail.send': async () => {},
    'document.import': async () => {},
    'gateway.synchronize': async () => {},
  };
}

/** What runs by the clock. */
export function scheduledTasks(): Record<'reconcile' | 'housekeeping', Task> {
  return {
    reconcile: async () => {},
    housekeeping: async () => {},
  };
}
