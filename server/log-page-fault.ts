import type { Instrumentation } from 'next';
import type { Log } from '@/core/context';
import { log } from './log';

/**
 * What went wrong while a page was made, as a line of the log: Next alone writes it as text of many lines, where nobody who
 * collects lines finds the reference that the person was shown. The route and not the address, which may hold a token.
 */
export function logPageFault(
  error: unknown,
  { method }: Parameters<Instrumentation.onRequestError>[1],
  { routePath, routeType }: Parameters<Instrumentation.onRequestError>[2],
  to: Pick<Log, 'error'> = log,
): void {
  to.error({ err: error, reference: digestOf(error), method, route: routePath, routeType }, 'a request failed');
}

/** Next's own name for the error, which stands on the page. */
function digestOf(error: unknown): string | undefined {
  return error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
}
