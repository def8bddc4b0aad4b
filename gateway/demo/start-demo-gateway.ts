import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { createCallLog, type DemoCall } from './call-log';
import { DEMO_APIS, DEMO_POLICIES } from './definitions';
import { demoApp } from './demo-app';
import { keyFor } from './key-names';
import { openKeyStore } from './key-store';
import { createLimiter } from './limiter';
import { DEMO_CONFIG, type Definitions, type DemoConfig, type KeyRecord, type Session } from './model';
import { openPolicyFiles } from './policy-files';
import { createSessionCache } from './session-cache';
import { createSwitchBoard, type Switches } from './switches';
import { createUsagePump } from './usage-pump';
import type { World } from './world';

/** Where it listens and what it has. */
export type DemoGatewayOptions = {
  /** 0 takes a free one. */
  port: number;
  /** 127.0.0.1 unless told: the control page asks nobody who they are. */
  host?: string;
  secret: string;
  orgId: string;
  /** Keys and written policies are kept in `demo-gateway/` below it; in memory without it. */
  dataDir?: string;
  config?: Partial<DemoConfig>;
  /** A PostgreSQL database that gets the tables of a Tyk Pump with the calls; without it they are counted nowhere. */
  usageDatabaseUrl?: string;
  definitions?: Definitions;
  /** Milliseconds since 1970. Decides expiry, rate, quota and cache; the troubles wait in real time. */
  now?: () => number;
  /** Hears of errors that are nobody's switch. */
  onFault?: (error: unknown) => void;
};

/** A key that the demo gateway has, for tests and the control page. */
export type DemoKey = { name: string; id: string; key: string; session: Session };

/** A running demo gateway, and what a test may do to it. */
export type DemoGateway = {
  url: string;
  port: number;
  orgId: string;
  switches: { get(): Switches; set(patch: Partial<Switches>): void; reset(): void };
  /** Control calls, oldest first, with everything that the control page hides. */
  calls(): readonly DemoCall[];
  clearCalls(): void;
  /** Every key of the store, also while it is down. */
  keys(): readonly DemoKey[];
  wipeStore(): Promise<void>;
  /** Changes APIs and policies, in force at once. */
  setDefinitions(definitions: Definitions): void;
  /** Nothing listens on the port any more, until `startListening`. Keys stay. */
  stopListening(): Promise<void>;
  startListening(): Promise<void>;
  /** Ends every connection and writes what is not written yet. */
  close(): Promise<void>;
};

/** Headers that the demo's upstreams get from a key's metadata. */
const DEMO_HEADERS = {
  'X-Developer-Id': '$tyk_meta.developer_id',
  'X-Developer-Email': '$tyk_meta.developer_email',
  'X-Organization-Id': '$tyk_meta.organization_id',
  'X-App-Name': '$tyk_meta.app_name',
};

/** Starts a demo gateway. Rejects when the port is taken or the data folder cannot be written. */
export async function startDemoGateway(options: DemoGatewayOptions): Promise<DemoGateway> {
  // The port comes first: it is what keeps two demo gateways from writing the same file.
  let open: (world: World) => void = () => {};
  const app = new Promise<World>((resolve) => {
    open = resolve;
  }).then((world) => demoApp(world, options.onFault));
  const server = createAdaptorServer({ fetch: async (request, env) => (await app).fetch(request, env) }) as Server;
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port, host);
  const closing = new AbortController();
  // Every wait of every call listens to it.
  setMaxListeners(0, closing.signal);
  const world = await buildWorld(options, closing.signal).catch(async (error: unknown) => {
    await stop(server);
    throw error;
  });
  open(world);

  return {
    url: `http://${host}:${port}`,
    port,
    orgId: options.orgId,
    switches: {
      get: world.switches.get,
      set: (patch) => void world.switches.set(patch),
      reset: world.switches.reset,
    },
    calls: () => world.calls.all(),
    clearCalls: () => world.calls.clear(),
    keys: () => world.store.all().map(([name, record]) => demoKey(world, name, record)),
    wipeStore: () => world.store.wipe(),
    setDefinitions: (definitions) => {
      world.definitions.loaded = definitions;
      world.policyFiles.replace(definitions.policies);
    },
    stopListening: () => stop(server),
    startListening: async () => void (await listen(server, port, host)),
    async close() {
      closing.abort();
      await stop(server);
      await world.pump.close();
      await world.store.close();
    },
  };
}

async function buildWorld(options: DemoGatewayOptions, closing: AbortSignal): Promise<World> {
  const switches = createSwitchBoard();
  const now = options.now ?? Date.now;
  const config = { ...DEMO_CONFIG, ...options.config };
  const folder = options.dataDir && join(options.dataDir, 'demo-gateway');
  const given = options.definitions ?? { apis: DEMO_APIS, policies: DEMO_POLICIES, headers: DEMO_HEADERS };
  const policyFiles = await openPolicyFiles(folder, given.policies);
  return {
    secret: options.secret,
    orgId: options.orgId,
    config,
    definitions: { loaded: { ...given, policies: policyFiles.read() } },
    policyFiles,
    switches,
    store: await openKeyStore(folder, () => switches.get().storeDown),
    cache: createSessionCache(config, now),
    limiter: createLimiter(now),
    calls: createCallLog(),
    pump: createUsagePump(options.usageDatabaseUrl ?? null, options.onFault),
    now,
    wait: (ms) => delay(ms, undefined, { signal: closing, ref: false }),
  };
}

function demoKey(world: World, name: string, { id, session }: KeyRecord): DemoKey {
  return { name, id, key: keyFor(world.config, session.org_id, id), session };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
