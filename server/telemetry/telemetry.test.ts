import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterEach, expect, test } from 'vitest';
import type { Outbound, OutboundOutcome } from '@/core/ports/outbound';
import { startOtlpReceiver } from '@/test/otlp-receiver';
import { traced } from '@/test/traced';
import { flushBeforeExit } from './flush-before-exit';
import { openExporter } from './open-exporter';
import { openTracing } from './open-tracing';
import { samplerNamed } from './samplers';
import { traceGateway } from './trace-gateway';
import { traceOutbound } from './trace-outbound';
import { traceRequest } from './trace-requests';
import { tracing } from './tracing';

const CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const NEXTS = { 'next.span_category': 'nextjs', 'next.span_type': 'BaseServer.handleRequest' };

/** What Next does for a page: a span with the whole address, below the request's, and another that knows the route. */
function asNext(route: string, work: (span: Span) => void): void {
  const attributes = { ...NEXTS, 'http.target': '/keys/confirm?token=s3cret' };
  const next = trace.getTracer('next.js');
  next.startActiveSpan('GET /keys/confirm?token=s3cret', { attributes }, (span) => {
    const found = { ...NEXTS, 'next.span_type': 'NextNodeServer.findPageComponents', 'next.route': route };
    next.startSpan('resolve page components', { attributes: found }).end();
    work(span);
    span.end();
  });
}

async function serve(believesCallers: boolean, answer: () => void, headers: Record<string, string> = {}) {
  const server = createServer((request, response) =>
    traceRequest(request, response, believesCallers, () => {
      answer();
      response.writeHead(503).end();
      return true;
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of ['/keys/confirm?token=s3cret', '/healthz', '/_next/static/a.js'])
    await fetch(at + path, { headers });
  server.close();
}

test('a request is named by the template of its route, and neither its address nor the text of an error leaves', async () => {
  const { spans, raw } = await traced(() =>
    serve(false, () =>
      asNext('/keys/confirm', (span) => {
        span.setAttributes({ 'next.route': '/keys/confirm', 'drizzle.query.params': '["s3cret"]' });
        span.recordException(new Error('Failed query with s3cret'));
        span.setStatus({ code: SpanStatusCode.ERROR, message: 's3cret' });
        const call = { attributes: { ...NEXTS, 'next.span_type': 'AppRender.fetch' } };
        trace.getTracer('next.js').startSpan('fetch s3cret', call).end();
        trace.getTracer('somebody').startSpan('s3cret').end();
      }),
    ),
  );
  expect(spans.map(({ name }) => name)).toEqual([
    'NextNodeServer.findPageComponents /keys/confirm',
    'BaseServer.handleRequest /keys/confirm',
    'GET /keys/confirm',
  ]);
  const [, below, request] = spans;
  expect(request).toMatchObject({
    parentSpanId: '',
    failed: true,
    facts: { 'http.route': '/keys/confirm', 'portico.request.kind': 'own', 'http.response.status_code': 503 },
  });
  expect(below).toMatchObject({ parentSpanId: request?.spanId, traceId: request?.traceId });
  expect(raw).not.toContain('s3cret');
});

test('a route that the work itself names wins, and what Next does for nobody is no trace', async () => {
  const { spans } = await traced(async () => {
    asNext('/apps', () => {});
    await serve(false, () => asNext('/api/v1/[[...route]]', () => tracing()?.nameRoute('/api/v1/apps/{id}')));
  });
  expect(spans.map(({ name }) => name)).toEqual([
    'NextNodeServer.findPageComponents /api/v1/[[...route]]',
    'BaseServer.handleRequest',
    'GET /api/v1/apps/{id}',
  ]);
});

test('whose trace a request belongs to is believed from a proxy of ours alone', async () => {
  const of = async (believes: boolean) =>
    (await traced(() => serve(believes, () => {}, { traceparent: CALLER }))).spans[0];
  expect(await of(true)).toMatchObject({ traceId: CALLER.slice(3, 35), parentSpanId: CALLER.slice(36, 52) });
  expect((await of(false))?.traceId).not.toBe(CALLER.slice(3, 35));
});

test('a caller who is not traced is not traced here, and what is traced can be said to others', async () => {
  const { spans } = await traced(async (traces) => {
    traces.start('quiet', 'job', {}, CALLER.replace(/01$/, '00')).end();
    const loud = traces.start('loud', 'job', {}, 'no traceparent at all');
    expect(loud.run(() => traces.traceparent())).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(loud.run(() => traces.ids())).toEqual({ trace_id: expect.any(String), span_id: expect.any(String) });
    expect(traces.ids()).toBeNull();
    loud.end();
  });
  expect(spans.map(({ name }) => name)).toEqual(['loud']);
});

const ANSWERED: OutboundOutcome = {
  outcome: 'answered',
  status: 503,
  statusText: '',
  headers: [],
  body: new Uint8Array(),
  isCut: false,
  ms: 1,
};
const CALL: Parameters<Outbound['send']>[0] = {
  method: 'POST',
  url: 'https://s3cret.hook.test/s3cret?token=s3cret',
  headers: {},
  body: null,
  reachesPrivate: false,
  timeoutMs: 1,
  maxBytes: 1,
};

test('calls are told by their purpose or the template of their path, only within what is traced, and never by an address', async () => {
  const asked: string[] = [];
  const gateway = traceGateway('https://gw.test/control/', async (url) => {
    asked.push(String(url));
    return new Response(null, { status: 404 });
  });
  const { spans, raw } = await traced(async (traces) => {
    await traceOutbound({ send: async () => ANSWERED }, 'webhook').send(CALL);
    const span = traces.start('job', 'job', {});
    await span.run(async () => {
      await traceOutbound({ send: async () => ANSWERED }, 'webhook').send(CALL);
      await gateway('https://gw.test/control/tyk/keys/s3cret?hashed=true&s3cret=1', { method: 'DELETE' });
      const broken = traceOutbound({ send: () => Promise.reject(new TypeError('s3cret')) }, 'decision');
      await expect(broken.send(CALL)).rejects.toThrow('s3cret');
    });
    span.end();
  });
  expect(asked).toEqual(['https://gw.test/control/tyk/keys/s3cret?hashed=true&s3cret=1']);
  expect(spans.map(({ name, failed, facts }) => [name, failed, facts['error.type']])).toEqual([
    ['call webhook', true, '503'],
    ['DELETE /tyk/keys/{id}', true, '404'],
    ['call decision', true, 'TypeError'],
    ['job', false, undefined],
  ]);
  expect(raw).not.toContain('s3cret');
});

test('a receiver that never answers holds up nothing but the end of the process, and that only so long', async () => {
  const silent = await startOtlpReceiver({ answers: false });
  const exporter = openExporter({ protocol: 'http/protobuf', onFault: () => {}, url: silent.url });
  const sampler = samplerNamed('always_on', 1);
  const traces = openTracing({ process: 'worker', exporter, sampler, everyMs: 10, flushMs: 50 });
  traces.start('job', 'job', {}).end();
  const began = performance.now();
  await traces.stop();
  expect(performance.now() - began).toBeLessThan(1_000);
  silent.close();
});

test('a receiver that takes nothing is told of once, by a code', async () => {
  const server = createServer((_, response) => response.writeHead(400).end('s3cret')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const faults: string[] = [];
  const exporter = openExporter({
    protocol: 'http/json',
    onFault: (reason) => faults.push(reason),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/s3cret`,
  });
  const refused = () => new Promise<number>((resolve) => exporter.export([], ({ code }) => resolve(code)));
  expect([await refused(), await refused()]).toEqual([1, 1]);
  expect(faults).toEqual(['400']);
  await exporter.shutdown();
  server.close();
});

const exit = process.exit;
afterEach(() => {
  process.exit = exit;
});

test('the end of a process waits for the last spans, and a second call ends it at once', async () => {
  const ended: (number | undefined)[] = [];
  process.exit = ((code?: number) => void ended.push(code)) as typeof process.exit;
  let flushed = () => {};
  flushBeforeExit(() => new Promise((resolve) => (flushed = resolve)));
  process.exit(3);
  expect(ended).toEqual([]);
  flushed();
  await new Promise(setImmediate);
  expect(ended).toEqual([3]);
  process.exit(4);
  expect(ended).toEqual([3, 4]);
});

const COUNT_LOADED = `
  const { createRequire } = await import('node:module');
  const { cache } = createRequire(import.meta.url);
  const loaded = () => Object.keys(cache).filter((file) => file.includes('/@opentelemetry/')).length;
  const { startTelemetry } = await import('./server/telemetry/start-telemetry.ts');
  await startTelemetry('worker');
  const before = loaded();
  await import('./server/telemetry/open-tracing.ts');
  process.stdout.write(String([before, loaded() > 10]));
`;

test('nothing of OpenTelemetry is loaded where nobody takes traces', () => {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PORTAL_SECRET: 'x'.repeat(32),
    DATABASE_URL: 'postgres://portal@db.test/portal',
    SMTP_URL: 'smtp://mail.test:25',
    GATEWAY_URL: 'http://gateway.test:8080/',
    GATEWAY_SECRET: 'a-secret-of-our-own',
    GATEWAY_ORG_ID: 'org',
  };
  const args = ['--import', 'tsx', '--input-type=module', '-e', COUNT_LOADED];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 50_000 });
  expect({ stdout, stderr }).toEqual({ stdout: '0,true', stderr: '' });
});
