import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { CallLog } from './call-log';
import type { KeyStore } from './key-store';
import type { Limiter } from './limiter';
import type { Definitions, DemoConfig } from './model';
import type { PolicyFiles } from './policy-files';
import type { SessionCache } from './session-cache';
import type { SwitchBoard, Switches } from './switches';
import type { UsagePump } from './usage-pump';

/** Everything that the routes of one demo gateway share. */
export type World = {
  secret: string;
  orgId: string;
  config: DemoConfig;
  /** What is in force; `policyFiles` is what the next reload brings into force. */
  definitions: { loaded: Definitions };
  policyFiles: PolicyFiles;
  switches: SwitchBoard;
  store: KeyStore;
  cache: SessionCache;
  limiter: Limiter;
  calls: CallLog;
  /** Counts calls of APIs, where somebody wants to know. */
  pump: UsagePump;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Waits in real time; rejects when the gateway closes. */
  wait: (ms: number) => Promise<void>;
};

/** `troubles` are the switches as they count for this call. */
export type DemoEnv = { Bindings: HttpBindings; Variables: { troubles: Switches } };
/** One call, with the troubles that it meets. */
export type DemoContext = Context<DemoEnv>;

/** Whether it behaves like the oldest gateway that anyone should meet (gateway.md 12). */
export function isThree(world: World): boolean {
  return world.config.version === 'v3.1.3';
}

/** A refusal in the shape that all of Tyk's control API has. */
export function refuse(c: DemoContext, status: 400 | 403 | 404 | 405 | 500 | 503, message: string): Response {
  return c.json({ status: 'error', message }, status);
}

/** What a path without a route answers. */
export function noRoute(c: DemoContext): Response {
  return c.text('404 page not found\n', 404);
}
