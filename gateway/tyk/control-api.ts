import { describeFailure } from './failure';
import type { TykLimits } from './limits';
import { createSlots } from './slots';

/** One call to the control API. */
export type ControlCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the control URL, every piece already percent-encoded. It may carry a key, so it appears in no message. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Made at the moment of sending, since what it says may have become wrong in the queue; undefined: do not send. */
  body?: () => unknown;
  /** Lists are longer and slower than anything about one key. */
  list?: boolean;
  /** `/hello` needs no secret, so it is not shown one. */
  withoutSecret?: boolean;
};

/** What came back. `silent` covers everything after which nobody knows whether the gateway acted. */
export type Answer =
  | { kind: 'answered'; status: number; json: unknown; clockSkewMs: number | null }
  | { kind: 'secret_refused' }
  | { kind: 'silent'; reason: string };

/** Calls the control API, within the limits; answers troubles as values and never throws for them. */
export type ControlApi = { call(call: ControlCall): Promise<Answer> };

/** Where the control API is, and how it is called. `now` in milliseconds since 1970. */
export type ControlApiConfig = {
  controlUrl: string;
  secret: string;
  limits: TykLimits;
  fetch: typeof globalThis.fetch;
  now: () => number;
};

/**
 * The only place that speaks HTTP to a gateway: fixed base URL, no redirects, a deadline over everything, a cap on the
 * answer, a bound on the calls in flight. It never throws, and no path, body or secret leaves it in a message.
 * Throws a TypeError when the control URL is not a URL.
 */
export function createControlApi(config: ControlApiConfig): ControlApi {
  const base = new URL(config.controlUrl);
  const root = base.origin + base.pathname.replace(/\/+$/, '');
  const slots = createSlots(config.limits.callsInFlightMax);

  return {
    async call(call) {
      const signal = AbortSignal.timeout(call.list ? config.limits.listTimeoutMs : config.limits.callTimeoutMs);
      let release: () => void = () => {};
      try {
        release = await slots.take(signal);
        const body = call.body?.();
        if (call.body && body === undefined) return { kind: 'silent', reason: 'not sent' };
        return await send(config, urlOf(root, call), call, body, signal);
      } catch (error) {
        return { kind: 'silent', reason: describeFailure(error) };
      } finally {
        release();
      }
    },
  };
}

function urlOf(root: string, call: ControlCall): string {
  const query = new URLSearchParams(call.query).toString();
  return root + call.path + (query ? `?${query}` : '');
}

async function send(
  config: ControlApiConfig,
  url: string,
  call: ControlCall,
  body: unknown,
  signal: AbortSignal,
): Promise<Answer> {
  const sentAt = config.now();
  const response = await config.fetch(url, {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...(call.withoutSecret ? {} : { 'x-tyk-authorization': config.secret }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // Node sends the secret's header along to wherever a redirect points (security.md 2.5, run 18), so none is
    // followed.
    redirect: 'manual',
    cache: 'no-store',
    signal,
  });
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    return { kind: 'silent', reason: 'answered with a redirect, which is not followed: give the final control URL' };
  }
  const text = await readCapped(response, call.list ? config.limits.listReplyMaxBytes : config.limits.replyMaxBytes);
  if (response.status === 403) return { kind: 'secret_refused' };
  if (text === null) return { kind: 'silent', reason: 'the answer is too large' };
  return {
    kind: 'answered',
    status: response.status,
    json: parseJson(text),
    clockSkewMs: clockSkew(response, sentAt, config.now()),
  };
}

/** The body as text, or null when it is longer than `maxBytes`; the rest is not read. */
async function readCapped(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an ordinary answer here: "404 page not found" is text, and a proxy in front may speak HTML.
    return undefined;
  }
}

/** The gateway's clock minus ours. The Date header has whole seconds, so half a second is its expected rest. */
function clockSkew(response: Response, sentAt: number, receivedAt: number): number | null {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? null : date + 500 - (sentAt + receivedAt) / 2;
}
