import { DEMO_ORG_ID } from './definitions';
import { startDemoGateway } from './start-demo-gateway';

const PORT_DEFAULT = 8080;

/** Runs the demo gateway as a process of its own: one line when it listens, SIGTERM ends it. */
async function main(): Promise<void> {
  const { DEMO_GATEWAY_PORT, GATEWAY_SECRET, GATEWAY_ORG_ID, PORTAL_DATA_DIR, DEMO_USAGE_DATABASE_URL } = process.env;
  const port = Number(DEMO_GATEWAY_PORT ?? PORT_DEFAULT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('DEMO_GATEWAY_PORT must be a port number.');
  if (!GATEWAY_SECRET)
    throw new Error('GATEWAY_SECRET must be set: the demo gateway takes control calls with it only.');

  const gateway = await startDemoGateway({
    port,
    secret: GATEWAY_SECRET,
    orgId: GATEWAY_ORG_ID || DEMO_ORG_ID,
    ...(PORTAL_DATA_DIR ? { dataDir: PORTAL_DATA_DIR } : {}),
    ...(DEMO_USAGE_DATABASE_URL ? { usageDatabaseUrl: DEMO_USAGE_DATABASE_URL } : {}),
    onFault: (error) => console.error('Demo gateway: a fault', error),
  });
  const end = () => {
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Last, since whoever reads it may end the process at once.
  console.log(`Demo gateway listens on ${gateway.url} (control page: ${gateway.url}/demo)`);
}

function fail(error: unknown): void {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const why = isTaken ? 'the port is taken. Set DEMO_GATEWAY_PORT to another one.' : String(error);
  console.error(`Demo gateway cannot run: ${why}`);
  process.exit(1);
}

main().catch(fail);
