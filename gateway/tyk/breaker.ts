import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import type { TykLimits } from './limits';

/** Stops asking a gateway that does not answer, or that refuses the secret, and says so at once instead. */
export type Breaker = {
  /** Runs the work, or answers for it while the breaker is open. Errors of the work pass through. */
  guard<T extends { outcome: string }>(work: () => Promise<T>): Promise<T | SecretRefused | Unknown>;
  /** Runs the work in any case, and learns from it: a person is asking now. */
  observe<T extends { outcome: string }>(work: () => Promise<T>): Promise<T>;
};

/**
 * Opens after `unknownsToOpen` unknown outcomes in a row; after `openMs` one operation tries, and its outcome decides.
 */
export function createBreaker(
  limits: Pick<TykLimits, 'unknownsToOpen' | 'openMs' | 'refusedPauseMs'>,
  now: () => number,
): Breaker {
  let unknowns = 0;
  let openUntil = 0;
  let refusedUntil = 0;
  let isTrying = false;

  const learn = (outcome: string) => {
    refusedUntil = outcome === 'secret_refused' ? now() + limits.refusedPauseMs : 0;
    unknowns = outcome === 'unknown' ? unknowns + 1 : 0;
    openUntil = unknowns >= limits.unknownsToOpen ? now() + limits.openMs : 0;
  };
  const observe = async <T extends { outcome: string }>(work: () => Promise<T>): Promise<T> => {
    const result = await work();
    learn(result.outcome);
    return result;
  };

  return {
    observe,
    async guard(work) {
      if (now() < refusedUntil) return { outcome: 'secret_refused' };
      const isOpen = unknowns >= limits.unknownsToOpen;
      if (!isOpen) return observe(work);
      if (now() < openUntil || isTrying) {
        return {
          outcome: 'unknown',
          reason: 'the gateway did not answer just now; it will be asked again in some seconds',
        };
      }
      isTrying = true;
      try {
        return await observe(work);
      } finally {
        isTrying = false;
      }
    },
  };
}
