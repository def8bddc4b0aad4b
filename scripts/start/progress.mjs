const HEARTBEAT_MS = 10_000;
const SPINNER_MS = 200;

/**
 * Says what is being done: on a terminal in one line that counts the seconds, elsewhere a line now and then.
 * @param {{ write(text: string): unknown, isTTY?: boolean }} out
 * @param {number} [heartbeatMs]
 */
export function createProgress(out, heartbeatMs = HEARTBEAT_MS) {
  /** @type {Map<string, number>} */
  const running = new Map();
  const isTerminal = out.isTTY === true;
  const clear = () => (isTerminal ? out.write('\r\x1b[2K') : undefined);
  const beat = () => {
    if (running.size === 0) return;
    const now = [...running].map(([name, since]) => `${name} (${seconds(since)})`).join(', ');
    clear();
    out.write(isTerminal ? `  … ${now}` : `  … ${now}\n`);
  };
  const timer = setInterval(beat, isTerminal ? SPINNER_MS : heartbeatMs);
  timer.unref();

  /** @param {string} line */
  const say = (line) => {
    clear();
    out.write(`${line}\n`);
  };

  /**
   * @param {string} name
   * @returns {(ending: (took: string) => string | null) => void} to be called with the line that ends it
   */
  const begin = (name) => {
    const since = performance.now();
    running.set(name, since);
    if (isTerminal) beat();
    return (ending) => {
      running.delete(name);
      const line = ending(seconds(since));
      if (line === null) clear();
      else say(line);
    };
  };

  return {
    say,
    begin,
    step: stepsBy(begin),
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

/**
 * A step that ends with a line when it went well, and without one when it did not: the error says it.
 * @param {(name: string) => (ending: (took: string) => string | null) => void} begin
 */
function stepsBy(begin) {
  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T> | T} work
   * @returns {Promise<T>}
   */
  return async (name, work) => {
    const end = begin(name);
    try {
      const result = await work();
      end((took) => `  ✓ ${name} ${took}`);
      return result;
    } catch (error) {
      end(() => null);
      throw error;
    }
  };
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
