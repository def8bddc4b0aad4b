import type { Context } from '../context';
import type { GatewayPort } from '../ports/gateway';
import type { SecretRefused, Unknown } from '../ports/gateway-keys';
import type { ReconcileLimits } from './limits';
import type { GatewayReport } from './report';

/** One pass over one gateway. */
export type Pass = {
  ctx: Context;
  gateway: GatewayPort;
  gatewayId: string;
  portalInstance: string;
  isFixing: boolean;
  limits: ReconcileLimits;
  report: GatewayReport;
};

/** Thrown inside a pass: this gateway cannot be asked now. What was found so far stays in the report. */
export class CannotAsk extends Error {
  constructor(readonly state: 'silent' | 'secret_refused') {
    super(`the gateway cannot be asked: ${state}`);
  }
}

/** Does the work for each, some at a time. The first that throws ends it, after those that have begun. */
export async function forEachAtOnce<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>) {
  const waiting = items.values();
  const runner = async () => {
    for (const item of waiting) await work(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, runner));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Counts answers that settle nothing; throws when there are too many of them, or when the secret is refused. */
export function silenceCounter(limits: ReconcileLimits) {
  let silences = 0;
  return {
    answered() {
      silences = 0;
    },
    failed(failure: SecretRefused | Unknown) {
      if (failure.outcome === 'secret_refused') throw new CannotAsk('secret_refused');
      silences += 1;
      if (silences >= limits.silencesMax) throw new CannotAsk('silent');
    },
  };
}
