import { readChainHead } from '@/core/audit/chain-head';
import { sealEvents } from '@/core/audit/seal-events';
import { systemActor } from '@/core/identity/actor';
import { log } from './log';
import { wiring } from './wiring';

/** What the audit log wants by the clock: every minute a seal for what is new, every hour the head in the program's log. */
export const auditTasks = {
  // The next minute does what this one could not; doctor says when none did.
  seal: async () => {
    await sealEvents(wiring().contextFor(systemActor('audit seals'))).catch((error: unknown) =>
      log.error({ err: error }, 'the audit log could not be sealed'),
    );
  },
  // Somewhere else than in the database, so that a log that was cut off or written anew is found out.
  'audit-head': async () => {
    const head = await readChainHead(wiring().db);
    if (head) log.info({ position: head.position, hash: head.hash }, 'the head of the audit log');
  },
};
