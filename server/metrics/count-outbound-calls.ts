import { performance } from 'node:perf_hooks';
import type { Outbound, OutboundOutcome } from '@/core/ports/outbound';
import { meters } from './meters';

/** What the portal calls addresses for that people chose; `other`: documents, trials and tests. */
export type OutboundPurpose = 'webhook' | 'decision' | 'other';

/** The same way out, with each call counted by what came of it. */
export function countOutboundCalls(outbound: Outbound, purpose: OutboundPurpose): Outbound {
  return {
    async send(call) {
      const { outboundCalls, outboundSeconds } = meters();
      const began = performance.now();
      const outcome = await outbound.send(call);
      outboundCalls.inc({ purpose, outcome: inAWord(outcome) });
      outboundSeconds.observe({ purpose }, (performance.now() - began) / 1_000);
      return outcome;
    },
  };
}

function inAWord(outcome: OutboundOutcome): string {
  return outcome.outcome === 'answered' ? `${Math.floor(outcome.status / 100)}xx` : outcome.outcome;
}
