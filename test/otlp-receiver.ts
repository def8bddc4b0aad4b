import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** A span as it was received. */
export type ReceivedSpan = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  process: unknown;
  facts: Record<string, unknown>;
  failed: boolean;
};

const facts = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]])));
const received = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: facts }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().default(''),
              attributes: facts,
              status: z.object({ code: z.number().default(0) }),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** Somebody who takes traces: OTLP over HTTP as JSON. */
export type OtlpReceiver = {
  /** For `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`. */
  url: string;
  /** Everything that was received, as it came: for looking for what must not be in it. */
  raw(): string;
  spans(): ReceivedSpan[];
  close(): void;
};

/** Starts one. `answers: false`: takes everything and never answers. */
export async function startOtlpReceiver({ answers = true, port = 0 } = {}): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    if (answers) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    raw: () => bodies.join('\n'),
    spans: () => bodies.flatMap((body) => spansOf(received.parse(JSON.parse(body)))),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function spansOf({ resourceSpans }: z.output<typeof received>): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, ...span }) => ({
        ...span,
        process: resource.attributes['portico.process'],
        facts: attributes,
        failed: status.code === 2,
      })),
    ),
  );
}
