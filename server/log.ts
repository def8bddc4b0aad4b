import { pino } from 'pino';
import { logLevel } from './env';
import { logOptions } from './log-options';

/** Structured lines on standard output. */
export const log = pino(logOptions(logLevel()));
