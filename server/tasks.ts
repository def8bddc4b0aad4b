import { z } from 'zod';
import { importDocument } from '@/core/api-docs/import-document';
import { systemActor } from '@/core/identity/actor';
import type { Job, JobKind } from '@/core/jobs';
import { parseInThread } from './document-thread';
import { log } from './log';
import { wiring } from './wiring';

type Task = (payload: unknown) => Promise<void>;

/** One task for each kind of job in `core/jobs.ts`; the compiler misses none. */
export function jobTasks(): Record<JobKind, Task> {
  return {
    'credential.sync': async () => {},
    'mail.send': async () => {},
    'document.import': (payload) =>
      importDocument(systemContext('documents'), parseInThread, documentJob.parse(payload)),
    'gateway.synchronize': async () => {},
  };
}

const documentJob = z.object({ documentId: z.uuid() });

function systemContext(name: string) {
  return wiring().contextFor(systemActor(name));
}

/** What runs by the clock. */
export function scheduledTasks(): Record<'reconcile' | 'housekeeping', Task> {
  return {
    reconcile: async () => {},
    housekeeping: async () => {},
  };
}
