import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** One line in the log in this time, however often it fails. */
const COMPLAIN_EVERY_MS = 60_000;

/**
 * Sends spans to whom OTEL_EXPORTER_OTLP_ENDPOINT names, with the headers, the deadline and the certificates of its
 * sister variables, which the exporter reads itself. A test may name another `url`.
 */
export function openExporter(options: {
  protocol: 'http/protobuf' | 'http/json';
  onFault(reason: string): void;
  url?: string;
}): SpanExporter {
  const Exporter = options.protocol === 'http/json' ? JsonExporter : ProtobufExporter;
  const exporter = new Exporter(options.url === undefined ? {} : { url: options.url });
  let quietUntil = 0;
  const complain = (error: Error | undefined) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + COMPLAIN_EVERY_MS;
    options.onFault(reasonOf(error));
  };
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code !== 0) complain(result.error);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}

/** A code or a name: the message can quote what the receiver answered, and the address with its credentials. */
function reasonOf(error: Error | undefined): string {
  const code: unknown = error && Reflect.get(error, 'code');
  return code === undefined ? (error?.name ?? 'unknown') : String(code);
}
