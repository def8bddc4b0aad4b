import { env } from '../env';
import { log } from '../log';
import { flushBeforeExit } from './flush-before-exit';
import { setTracing } from './tracing';

/**
 * Begins to trace where the environment names somebody who takes traces; else nothing of OpenTelemetry's SDK is loaded.
 * Call it before anything is wired.
 */
export async function startTelemetry(program: 'web' | 'worker'): Promise<void> {
  const settings = env();
  if (!settings.TRACES) return;
  const [{ openTracing }, { openExporter }, { samplerNamed }] = await Promise.all([
    import('./open-tracing'),
    import('./open-exporter'),
    import('./samplers'),
  ]);
  const exporter = openExporter({
    protocol: settings.OTEL_EXPORTER_OTLP_PROTOCOL,
    onFault: (reason) =>
      log.warn({ reason }, 'traces could not be sent; the next such line comes in a minute at the earliest'),
  });
  const traces = openTracing({
    process: program,
    exporter,
    sampler: samplerNamed(settings.OTEL_TRACES_SAMPLER, settings.OTEL_TRACES_SAMPLER_ARG),
    everyMs: settings.OTEL_BSP_SCHEDULE_DELAY,
  });
  setTracing(traces);
  flushBeforeExit(() => traces.stop());
}
