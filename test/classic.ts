import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { expect } from 'vitest';
import type { Scope } from '@/core/api-tokens/scopes';
import type { Database } from '@/db/client';
import { computedHash } from '@/gateway/tyk/hash-of-key';
import { createClassic } from '@/server/classic/create-classic';
import { createOutbound } from '@/server/outbound';
import { contextFor, inSandbox } from './harness';
import { testGateways } from './provisioning';
import { seedToken } from './rest';
import { seedWorld, type World } from './world';

/** An answer in the classic portal's form. */
export type Said = { status: number; Status?: string; Message: string; Meta: Record<string, unknown>; RawKey?: string };
/** Sends as the classic portal's users do: the token alone, and JSON under whatever name curl gives it. */
type Send = (what: string, body?: object | string, authorization?: string) => Promise<Said>;

/** The cast behind the three classic calls, in a transaction that is rolled back; nothing they answer may be a fault. */
export function withClassic(
  work: (send: Send, world: World, db: Database) => Promise<void>,
  scopes?: readonly Scope[],
): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { token } = await seedToken(db, world.alan, scopes ? { scopes } : {});
    const faults: unknown[] = [];
    const { fetch: answer } = createClassic({
      contextFor: (actor, request) => contextFor(db, actor, request),
      gateways: testGateways(contextFor(db)),
      outbound: createOutbound(),
      keyHash: computedHash,
      ipOf: () => '192.0.2.7',
      log: { info: () => {}, warn: () => {}, error: (facts) => faults.push(facts) },
    });
    const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' });
    await new Promise<void>((resolve) => server.once('listening', () => resolve()));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/portal`;
    const send: Send = async (what, body, authorization = token) => {
      const [method = '', path = ''] = what.split(' ');
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      const headers = {
        ...(authorization && { authorization }),
        'content-type': 'application/x-www-form-urlencoded',
      };
      const response = await fetch(base + path, { method, headers, ...(text !== undefined && { body: text }) });
      return { status: response.status, ...((await response.json()) as Omit<Said, 'status'>) };
    };
    try {
      await work(send, world, db);
      expect(faults).toEqual([]);
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
}
