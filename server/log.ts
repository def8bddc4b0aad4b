import { pino } from 'pino';
import { env } from './env';
import { logOptions } from './log-options';

/** Structured lines on standard output. */
export const log = pino(logOptions(env().LOG_LEVEL));
