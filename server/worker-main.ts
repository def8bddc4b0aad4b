import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { env } from './env';
import { log } from './log';
import { serveMetrics } from './metrics/serve-metrics';
import { environmentGateway } from './start-web-process';
import { wiring } from './wiring';
import { startWorker } from './worker';

/** `npm run worker`: jobs in a process of their own. */
await ensureBasics(wiring().contextFor(systemActor('start')), { gateway: environmentGateway() });
const worker = await startWorker(Math.max(1, env().PORTAL_WORKERS));
const { WORKER_PORT, HOST } = env();
const figures = WORKER_PORT === undefined ? null : await serveMetrics(WORKER_PORT, HOST);
log.info({}, 'the worker runs');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await worker.stop();
    figures?.close();
    await wiring().close();
    process.exit(0);
  });
}
