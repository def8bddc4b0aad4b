import { pino } from 'pino';
import { logLevel } from './env';
import { logOptions } from './log-options';
import { tracing } from './telemetry/tracing';

/** Structured lines on standard output; while traces are taken, each names the one that it was written in. */
export const log = pino({ ...logOptions(logLevel()), mixin: () => tracing()?.ids() ?? {} });
