import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Scope } from '@/core/api-tokens/scopes';
import type { AdminActor, DeveloperActor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { createMcp } from '@/server/mcp/create-mcp';
import { contextFor, TEST_PORTAL_URL } from './harness';
import { seedToken } from './rest';

/** What a tool said: `data` is what stands between the marks, `json` what it is when it is JSON. */
export type Told = { isError: boolean; text: string; data: string; json: Record<string, unknown> };
/** An agent with the official client. */
export type Agent = {
  client: Client;
  tool(name: string, input?: Record<string, unknown>): Promise<Told>;
};
/** The door for agents at a port of its own. */
export type McpDoor = {
  url: string;
  faults: unknown[];
  logged: object[];
  /** Connects with a token; by the newest generation of the protocol unless told. */
  connect(token: string, generation?: 'new' | 'old'): Promise<Agent>;
  /** A token of this person, and an agent with it. */
  agentOf(
    person: DeveloperActor | AdminActor,
    scopes?: readonly Scope[],
  ): Promise<Agent & { token: string; tokenId: string }>;
  /** A message by hand. */
  post(token: string | null, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
};

/** Serves agents over this database by HTTP. What is logged as faults is kept for the test to look at. */
export async function openMcpDoor(db: Database, ip = '192.0.2.9'): Promise<McpDoor> {
  const faults: unknown[] = [];
  const logged: object[] = [];
  const log = {
    info: (facts: object) => logged.push(facts),
    warn: () => {},
    error: (facts: object) => faults.push(facts),
  };
  const mcp = createMcp({
    contextFor: (actor, request) => contextFor(db, actor, { ...request, log }),
    ipOf: () => ip,
    portalUrl: TEST_PORTAL_URL,
    log,
  });
  const server = serve({ fetch: mcp.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/mcp`;
  const connect = (token: string, generation: 'new' | 'old' = 'new') => connectTo(url, token, generation);
  return {
    url,
    faults,
    logged,
    connect,
    agentOf: async (person, scopes = ['agent:write']) => {
      const made = await seedToken(db, person, { scopes });
      return { ...made, ...(await connect(made.token)) };
    },
    post: (token, body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function connectTo(url: string, token: string, generation: 'new' | 'old'): Promise<Agent> {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: generation === 'old' ? 'legacy' : { pin: '2026-07-28' } } },
  );
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  );
  return {
    client,
    tool: async (name, input = {}) => toldBy(await client.callTool({ name, arguments: input })),
  };
}

function toldBy(result: CallToolResult): Told {
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  const data = /^---- data (\w+)\n([\s\S]*)\n---- end of data \1$/m.exec(text)?.[2] ?? '';
  const json = data.startsWith('{') ? (JSON.parse(data) as Record<string, unknown>) : {};
  return { isError: result.isError === true, text, data, json };
}
