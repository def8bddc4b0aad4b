/** A queue for a fixed number of places. */
export type Slots = {
  /**
   * Waits for a place and resolves to the function that gives it back. Rejects with the signal's reason when that comes
   * first.
   */
  take(signal: AbortSignal): Promise<() => void>;
};

/** At most `places` holders at a time, first come, first served. */
export function createSlots(places: number): Slots {
  let free = places;
  const waiting: Array<() => void> = [];

  const giveBack = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const onceOnly = (release: () => void) => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      release();
    };
  };

  return {
    take(signal) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(onceOnly(giveBack));
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        const enter = () => {
          signal.removeEventListener('abort', leave);
          resolve(onceOnly(giveBack));
        };
        waiting.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
