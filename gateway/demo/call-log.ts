/** One call of the control API, as it came and as it was answered. */
export type DemoCall = {
  atMs: number;
  method: string;
  /** With `:name` in the place of keys and ids: the only form that is shown. */
  route: string;
  /** The real one, for tests. It names keys. */
  path: string;
  query: Readonly<Record<string, string>>;
  body: unknown;
  /** 0: no answer was given. */
  status: number;
};

/** The newest calls, oldest first. */
export type CallLog = {
  all(): readonly DemoCall[];
  add(call: DemoCall): void;
  clear(): void;
};

const CALLS_KEPT_MAX = 5_000;

/** Keeps the latest calls, so that a demo that runs for weeks does not fill the memory. */
export function createCallLog(): CallLog {
  let calls: DemoCall[] = [];
  return {
    all: () => calls,
    add(call) {
      calls.push(call);
      if (calls.length > CALLS_KEPT_MAX * 2) calls = calls.slice(-CALLS_KEPT_MAX);
    },
    clear() {
      calls = [];
    },
  };
}

/** Replaces everything in a path that may name a key. */
export function routeOf(path: string): string {
  const keys = /^\/tyk\/keys\/(?!create$|preview$)(?:policy\/)?[^/]+/;
  return path.replace(keys, '/tyk/keys/:name').replace(/^\/tyk\/(policies|apis)\/[^/]+/, '/tyk/$1/:id');
}
