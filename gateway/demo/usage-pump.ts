import pg from 'pg';
import { addCounted, type CountedCalls } from './aggregated-table';

/** Counts calls, and puts them where a Tyk Pump would. */
export type UsagePump = {
  count(call: CountedCalls): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** As a real pump's `purge_delay`. */
const FLUSH_MS = 2_000;
/** A database that is away for longer costs figures, never the gateway's memory. */
const KEPT_MAX = 50_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Without a URL nothing is counted. `onFault` hears of figures that could not be written; they are tried again. */
export function createUsagePump(url: string | null, onFault: (error: unknown) => void = () => {}): UsagePump {
  if (url === null) return { count() {}, flush: async () => {}, close: async () => {} };
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  pool.on('error', () => {});
  let waiting: CountedCalls[] = [];
  let isAway = false;

  async function write(): Promise<void> {
    const taken = waiting;
    waiting = [];
    if (taken.length === 0) return;
    try {
      await addCounted(pool, taken);
      isAway = false;
    } catch (error) {
      waiting = [...taken, ...waiting].slice(-KEPT_MAX);
      if (!isAway) onFault(error);
      isAway = true;
    }
  }

  // One at a time: two statements on the same rows would wait for each other.
  let writing = Promise.resolve();
  const flush = () => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(flush, FLUSH_MS);
  timer.unref();
  return {
    count(call) {
      if (waiting.length < KEPT_MAX) waiting.push(call);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
      await pool.end();
    },
  };
}
