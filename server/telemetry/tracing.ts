/** What a span tells beside its name and its times. `what-may-leave.ts` decides which of it ever leaves the process. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** Whose side of a call a span is: what we answer, what we ask, or a job that somebody ordered. */
export type SpanKind = 'server' | 'client' | 'job';

/** Work that is being timed. */
export type OpenSpan = {
  tell(facts: Facts): void;
  /** It went wrong; `type` is a word and never a message, which could quote somebody. */
  fail(type: string): void;
  end(): void;
  /** Runs the work as a part of this span: what it starts belongs to it. */
  run<Result>(work: () => Result): Result;
};

/** The traces of this process, while somebody takes them. */
export type Tracing = {
  /** A span below the one that runs now, or below `parent` (a W3C traceparent) where one is named. */
  start(name: string, kind: SpanKind, facts: Facts, parent?: string | null): OpenSpan;
  /** Runs work of which nothing is traced. */
  untraced<Result>(work: () => Result): Result;
  /** Whether anything runs that is being traced. */
  isInside(): boolean;
  /** Says which route the request that runs now took, by its template. */
  nameRoute(route: string): void;
  /** What runs now, for whoever goes on with it elsewhere; null where nothing is traced. */
  traceparent(): string | null;
  /** What runs now, for lines of the log. */
  ids(): { trace_id: string; span_id: string } | null;
  /** The same function, run as a part of what runs now whenever it is called. */
  bind<Work>(work: Work): Work;
  /** Sends what is left, gives up on it after two seconds, and traces no more. Never rejects. */
  stop(): Promise<void>;
};

/** One a process, also where Next loads this module in several bundles. */
const shared = globalThis as { __porticoTracing?: Tracing };

/** The traces of this process; null while nobody takes any, which is all that tracing costs then. */
export function tracing(): Tracing | null {
  return shared.__porticoTracing ?? null;
}

/** Makes `tracing` answer these traces. */
export function setTracing(traces: Tracing | null): void {
  if (traces) shared.__porticoTracing = traces;
  else delete shared.__porticoTracing;
}
