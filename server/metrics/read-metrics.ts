import { Gauge } from 'prom-client';
import { countByState } from '@/core/audit/count-by-state';
import { ageOfOldestRevocation } from '@/core/credentials/age-of-oldest-revocation';
import { ageOfOldestJob } from '@/core/reconciler/age-of-oldest-job';
import { wiring } from '../wiring';
import { meters } from './meters';

const READ_WITH_A_LOOK = 'portico_rows';

/** What Prometheus asks for. Throws what the database says when it cannot be asked. */
export async function readMetrics(): Promise<{ body: string; contentType: string }> {
  const { registry } = meters();
  if (!registry.getSingleMetric(READ_WITH_A_LOOK)) addLooks();
  return { body: await registry.metrics(), contentType: registry.contentType };
}

/** Figures that are looked up when somebody asks. */
function addLooks(): void {
  const registers = [meters().registry];
  new Gauge({
    name: READ_WITH_A_LOOK,
    help: 'Credentials, access requests, mails, webhooks, their deliveries and jobs by state',
    labelNames: ['table', 'state'],
    registers,
    async collect() {
      const counts = await countByState(wiring().db);
      this.reset();
      for (const { table, state, count } of counts) this.set({ table, state }, count);
    },
  });
  new Gauge({
    name: 'portico_oldest_job_seconds',
    help: 'For how long the job has been due that waits longest; 0 when none waits',
    registers,
    async collect() {
      this.set(await ageOfOldestJob(wiring().db));
    },
  });
  new Gauge({
    name: 'portico_oldest_revocation_seconds',
    help: 'For how long the key is being revoked whose end is the longest unproven; 0 when none is',
    registers,
    async collect() {
      this.set(await ageOfOldestRevocation(wiring().db));
    },
  });
  new Gauge({
    name: 'portico_database_connections',
    help: 'Connections of this process: busy, idle, and the most that it may open (max)',
    labelNames: ['state'],
    registers,
    collect() {
      const { total, idle, max } = wiring().connections();
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'max' }, max);
    },
  });
  new Gauge({
    name: 'portico_database_waiting',
    help: 'Who waits in this process for a connection to the database',
    registers,
    collect() {
      this.set(wiring().connections().waiting);
    },
  });
}
