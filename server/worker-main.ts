import type { Runner } from 'graphile-worker';
import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { env } from './env';
import { log } from './log';
import { serveMetrics } from './metrics/serve-metrics';
import { environmentGateway } from './start-web-process';
import { startTelemetry } from './telemetry/start-telemetry';
import { untilDone } from './until-done';
import { wiring } from './wiring';
import { startWorker } from './worker';

/** `npm run worker`: jobs in a process of their own. */
const { WORKER_PORT, HOST, PORTAL_WORKERS } = env();
await startTelemetry('worker');
const figures = WORKER_PORT === undefined ? null : await serveMetrics(WORKER_PORT, HOST);
const ctx = wiring().contextFor(systemActor('start'));
await untilDone('the start', () => ensureBasics(ctx, { gateway: environmentGateway() }));
let starting: Promise<Runner> | null = null;
// Before it starts: its first job may be done, and whoever waited for it may end this process, before `run` answers.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
await untilDone('the start of the worker', () => {
  starting = startWorker(Math.max(1, PORTAL_WORKERS));
  return starting;
});
log.info({}, 'the worker runs');

/** Lets running jobs finish and gives the rest back. */
async function end(): Promise<void> {
  const worker = await starting?.catch(() => null);
  await worker?.stop();
  figures?.close();
  await wiring().close();
  process.exit(0);
}
