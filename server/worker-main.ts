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
const worker = await untilDone('the start of the worker', () => startWorker(Math.max(1, PORTAL_WORKERS)));
log.info({}, 'the worker runs');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await worker.stop();
    figures?.close();
    await wiring().close();
    process.exit(0);
  });
}
