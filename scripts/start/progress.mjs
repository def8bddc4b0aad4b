const HEARTBEAT_MS = 10_000;
const SPINNER_MS = 200;

/**
 * Says what is being done: on a terminal in one line that counts the seconds, elsewhere a line now and then.
 * @param {{ write(text: string): unknown, isTTY?: boolean }} out
 */
export function createProgress(out) {
  /** @type {Map<string, number>} */
  const running = new Map();
  const isTerminal = out.isTTY === true;
  const clear = () => (isTerminal ? out.write('\r\x1b[2K') : undefined);
  const now = () => [...running].map(([name, since]) => `${name} (${seconds(since)})`).join(', ');
  const beat = () => {
    if (running.size === 0) return;
    clear();
    out.write(isTerminal ? `  … ${now()}` : `  … ${now()}\n`);
  };
  const timer = setInterval(beat, isTerminal ? SPINNER_MS : HEARTBEAT_MS);
  timer.unref();

  return {
    /** @param {string} line */
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    /**
     * @template T
     * @param {string} name
     * @param {() => Promise<T> | T} work
     * @returns {Promise<T>}
     */
    async step(name, work) {
      const since = performance.now();
      running.set(name, since);
      if (isTerminal) beat();
      try {
        const result = await work();
        running.delete(name);
        clear();
        out.write(`  ✓ ${name} ${seconds(since)}\n`);
        return result;
      } catch (error) {
        running.delete(name);
        clear();
        throw error;
      }
    },
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
