import { openExporter } from '@/server/telemetry/open-exporter';
import { openTracing } from '@/server/telemetry/open-tracing';
import { samplerNamed } from '@/server/telemetry/samplers';
import { setTracing, type Tracing } from '@/server/telemetry/tracing';
import { type ReceivedSpan, startOtlpReceiver } from './otlp-receiver';

/** Runs the work while it is traced, and resolves with everything that left the process meanwhile. */
export async function traced(
  work: (traces: Tracing) => Promise<unknown>,
): Promise<{ spans: ReceivedSpan[]; raw: string }> {
  const receiver = await startOtlpReceiver();
  const traces = openTracing({
    process: 'web',
    exporter: openExporter({ protocol: 'http/json', onFault: () => {}, url: receiver.url }),
    sampler: samplerNamed('parentbased_always_on', 1),
    everyMs: 60_000,
  });
  setTracing(traces);
  try {
    await work(traces);
  } finally {
    await traces.stop();
    setTracing(null);
    receiver.close();
  }
  return { spans: receiver.spans(), raw: receiver.raw() };
}
