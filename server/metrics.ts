import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { countByState } from '@/core/audit/count-by-state';
import { wiring } from './wiring';

/** One registry a process, also when Next loads this module in several bundles. */
const shared = globalThis as { __porticoMetrics?: Registry };

function registry(): Registry {
  if (shared.__porticoMetrics) return shared.__porticoMetrics;
  const made = new Registry();
  collectDefaultMetrics({ register: made });
  new Gauge({
    name: 'portico_rows',
    help: 'Credentials, access requests, mails, webhooks, their deliveries and jobs by state',
    labelNames: ['table', 'state'],
    registers: [made],
    async collect() {
      this.reset();
      for (const { table, state, count } of await countByState(wiring().db)) this.set({ table, state }, count);
    },
  });
  shared.__porticoMetrics = made;
  return made;
}

/** What Prometheus asks for. */
export async function readMetrics(): Promise<{ body: string; contentType: string }> {
  return { body: await registry().metrics(), contentType: registry().contentType };
}
