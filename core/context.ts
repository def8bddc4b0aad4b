import type { Database } from '@/db/client';
import type { FaultPoint } from './fault-points';
import type { Actor } from './identity/actor';
import type { SecretBox } from './ports/secrets';

/** Writes structured lines; secrets are redacted by the wiring, and nobody passes any. */
export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

/** Everything that a verb may touch. Nothing is ambient. */
export type Context = {
  db: Database;
  actor: Actor;
  /** The clock for what people see; the database's clock decides what has expired. */
  now(): Date;
  secrets: SecretBox;
  /** PORTAL_URL without a slash at the end: the only source of links. */
  portalUrl: string;
  ip: string;
  requestId: string;
  log: Log;
  /** Does nothing, except where a test makes it fail at this point. */
  fault(point: FaultPoint): Promise<void>;
  /**
   * Names the trace that this work belongs to (W3C traceparent), so that its jobs belong to it too; null or absent where
   * nothing is traced.
   */
  traceparent?(): string | null;
};

/** The same context, for another actor: a job acting for the system, a person who has just logged in. */
export function asActor(ctx: Context, actor: Actor): Context {
  return { ...ctx, actor };
}
