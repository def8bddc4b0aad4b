import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Scope, scopes } from '@/core/api-tokens/scopes';
import { drawToken, hashToken } from '@/core/api-tokens/token-form';
import type { Context } from '@/core/context';
import type { AdminActor, DeveloperActor } from '@/core/identity/actor';
import type { Gateways } from '@/core/ports/gateway';
import type { Outbound } from '@/core/ports/outbound';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apiTokens } from '@/db/schema';
import { computedHash } from '@/gateway/tyk/hash-of-key';
import { createOutbound } from '@/server/outbound';
import { createRest } from '@/server/rest/create-rest';
import { contextFor } from './harness';
import { testGateways } from './provisioning';

/** What a call carries; without a token it is a stranger’s. */
export type Sent = {
  token?: string | null;
  body?: unknown;
  /** As it goes over the wire, instead of `body`. */
  text?: string;
  headers?: Record<string, string>;
};
/** An answer, whole; `json` is empty where it was none. */
export type Got = { status: number; headers: Headers; text: string; json: Record<string, unknown> };
/** The REST API at a port of its own. `call('GET /requests', { token })`. */
export type RestDoor = {
  url: string;
  call(what: string, sent?: Sent): Promise<Got>;
  faults: unknown[];
  /** A line of the log for each call. */
  logged: object[];
  close(): Promise<void>;
};

/** Serves the API over this database by HTTP. What it logs as faults is kept for the test to look at. */
export async function openRestDoor(
  db: Database,
  options: { gateways?: Gateways; outbound?: Outbound; overrides?: Partial<Context>; ip?: string } = {},
): Promise<RestDoor> {
  const faults: unknown[] = [];
  const logged: object[] = [];
  const {
    gateways = testGateways(contextFor(db)),
    outbound = createOutbound(),
    overrides = {},
    ip = '192.0.2.7',
  } = options;
  const rest = createRest(
    {
      contextFor: (actor, request) => contextFor(db, actor, { ...request, ...overrides }),
      gateways,
      outbound,
      keyHash: computedHash,
      ipOf: () => ip,
      log: { info: (facts) => logged.push(facts), warn: () => {}, error: (facts) => faults.push(facts) },
    },
    { portalUrl: 'http://portal.test', version: '0.0.0-test' },
  );
  const server = serve({ fetch: rest.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  return {
    url,
    faults,
    logged,
    call: (what, sent = {}) => callRest(url, what, sent),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function callRest(url: string, what: string, { token, body, text, headers = {} }: Sent): Promise<Got> {
  const [method = 'GET', path = ''] = what.split(' ');
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(content !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(content !== undefined && { body: content }),
  });
  const got = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text: got, json: isJson ? JSON.parse(got) : {} };
}

/** A token of this person, as if they had made it, for everything unless told. */
export async function seedToken(
  db: Database,
  person: AdminActor | DeveloperActor,
  wish: { scopes?: readonly Scope[]; change?: Partial<typeof apiTokens.$inferInsert> } = {},
): Promise<{ token: string; tokenId: string }> {
  const token = drawToken();
  const tokenId = newId();
  await db.insert(apiTokens).values({
    id: tokenId,
    userId: person.userId,
    name: 'CI',
    hash: hashToken(token),
    lastFour: token.slice(-4),
    scopes: [...(wish.scopes ?? scopes)],
    expiresAt: new Date(Date.now() + 3_600_000),
    ...wish.change,
  });
  return { token, tokenId };
}
