import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds. Pages are answered within milliseconds, gateways within ten seconds. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const JOB_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900];

type Meters = ReturnType<typeof makeMeters>;

/** One set a process, also when Next loads this module in several bundles. */
const shared = globalThis as { __porticoMeters?: Meters };

/** What this process counts; `docs/operations.md` names every figure. */
export function meters(): Meters {
  shared.__porticoMeters ??= makeMeters();
  return shared.__porticoMeters;
}

function makeMeters() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return { registry, ...ownMeters(registers), ...metersOfOthers(registers) };
}

/** What the portal does itself: answer requests and run jobs. */
function ownMeters(registers: Registry[]) {
  return {
    requests: new Counter({
      name: 'portico_http_requests_total',
      help: 'Requests that were answered, by part of the portal and status; aborted: the client went away before',
      labelNames: ['kind', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'portico_http_request_duration_seconds',
      help: 'Time until a request was answered whole, by part of the portal',
      labelNames: ['kind'],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    openRequests: new Gauge({
      name: 'portico_http_requests_open',
      help: 'Requests that are being answered',
      registers,
    }),
    jobRuns: new Counter({
      name: 'portico_job_runs_total',
      help: 'Runs of jobs: done, failed and tried again later, or given_up',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'portico_job_duration_seconds',
      help: 'Time that a run of a job took',
      labelNames: ['task'],
      buckets: JOB_BUCKETS,
      registers,
    }),
  };
}

/** What it waits for others to do: gateways, the mail server, and addresses that people chose. */
function metersOfOthers(registers: Registry[]) {
  return {
    gatewayCalls: new Counter({
      name: 'portico_gateway_calls_total',
      help: 'What gateways were asked, and what came of it',
      labelNames: ['call', 'outcome'],
      registers,
    }),
    gatewaySeconds: new Histogram({
      name: 'portico_gateway_call_duration_seconds',
      help: 'Time that a gateway took for what it was asked',
      labelNames: ['call'],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    mails: new Counter({
      name: 'portico_mails_total',
      help: 'Mails handed to the mail server: sent, failed and tried again later, or refused for good',
      labelNames: ['outcome'],
      registers,
    }),
    mailSeconds: new Histogram({
      name: 'portico_mail_duration_seconds',
      help: 'Time that the mail server took for a mail',
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    outboundCalls: new Counter({
      name: 'portico_outbound_calls_total',
      help: 'Calls to addresses that people chose: answered by class of status, failed, or refused before anything was sent',
      labelNames: ['purpose', 'outcome'],
      registers,
    }),
    outboundSeconds: new Histogram({
      name: 'portico_outbound_call_duration_seconds',
      help: 'Time that calls to addresses that people chose took',
      labelNames: ['purpose'],
      buckets: REQUEST_BUCKETS,
      registers,
    }),
  };
}
