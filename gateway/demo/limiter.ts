/** Counts calls of a key in a window that slides (gateway.md 10). */
export type Limiter = {
  /** False when the call is one too many; refused calls do not count. */
  admit(name: string, rate: number, perSeconds: number): boolean;
  reset(name: string): void;
};

/** Counts in memory, by the clock that is given. Milliseconds. */
export function createLimiter(now: () => number): Limiter {
  const admitted = new Map<string, number[]>();
  return {
    admit(name, rate, perSeconds) {
      if (rate <= 0 || perSeconds <= 0) return true;
      const since = now() - perSeconds * 1000;
      const recent = (admitted.get(name) ?? []).filter((at) => at > since);
      const isAdmitted = recent.length < rate;
      if (isAdmitted) recent.push(now());
      admitted.set(name, recent);
      return isAdmitted;
    },
    reset: (name) => void admitted.delete(name),
  };
}
