import { type ClientRequest, type IncomingMessage, request as requestHttp, validateHeaderValue } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Outbound, OutboundCall, OutboundOutcome } from '@/core/ports/outbound';
import { whyItFailed } from './outbound-failure';
import { findTarget, type Resolve, type ResolvedAddress, resolveHost, type Target } from './outbound-target';
import { readCutBody } from './read-cut-body';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}$/;

/** What says how the bytes travel or to whom: the call's own business. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
]);

/** Calls addresses that people chose. A test may resolve names its own way. */
export function createOutbound(options: { resolve?: Resolve } = {}): Outbound {
  return { send: (call) => send(call, options.resolve ?? resolveHost) };
}

async function send(call: OutboundCall, resolve: Resolve): Promise<OutboundOutcome> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const wrong = whatIsWrong(call);
  if (wrong) return { outcome: 'refused', reason: wrong };
  const deadline = AbortSignal.timeout(call.timeoutMs);
  try {
    const target = await beforeDeadline(findTarget(call.url, call.reachesPrivate, resolve), deadline);
    if (target.outcome === 'refused') return target;
    const response = await ask(call, target, deadline);
    const { body, isCut } = await readCutBody(response, {
      method: call.method.toUpperCase(),
      maxBytes: call.maxBytes,
      signal: deadline,
    });
    return {
      outcome: 'answered',
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: pairs(response.rawHeaders),
      body,
      isCut,
      ms: elapsed(),
    };
  } catch (error) {
    return { outcome: 'failed', reason: whyItFailed(error, deadline.aborted, call.timeoutMs), ms: elapsed() };
  }
}

function whatIsWrong({ method, headers }: OutboundCall): string | null {
  if (!METHODS.has(method.toUpperCase())) return `${method} is not called.`;
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) return 'The name of a header holds characters that no header may have.';
    if (OWN_HEADERS.has(name.toLowerCase())) return `The header ${name} cannot be chosen.`;
    try {
      validateHeaderValue(name, value);
    } catch {
      return `The header ${name} holds characters that no header may have.`;
    }
  }
  return null;
}

/** A look-up cannot be stopped; it is left to itself. */
function beforeDeadline<Value>(work: Promise<Value>, deadline: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason), { once: true });
    work.then(resolve, reject);
  });
}

type Reachable = Extract<Target, { outcome: 'reachable' }>;

function ask(call: OutboundCall, { url, addresses }: Reachable, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: call.method.toUpperCase(),
      headers: {
        'user-agent': 'Portico',
        'accept-encoding': 'identity',
        ...call.headers,
        ...(call.body ? { 'content-length': String(call.body.byteLength) } : {}),
      },
      lookup: onlyThese(addresses),
      // A connection of its own: none is kept for somebody else's call, and no proxy of the environment steps between.
      agent: false,
      signal,
    });
    request.on('error', reject);
    request.on('response', resolve);
    request.end(call.body ?? undefined);
  });
}

/** The name is not looked up again: between check and connection it could have changed its mind. */
function onlyThese(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (!first) return done(new Error('no address'), '', 0);
    if (options.all) return done(null, [...addresses]);
    return done(null, first.address, first.family);
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
}
