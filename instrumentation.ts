import type { Instrumentation } from 'next';

/** Next calls this once when the server starts: the place where the process becomes a portal. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWebProcess } = await import('./server/start-web-process');
  await startWebProcess();
}

/** Next calls this with every fault of a page, an action or a route. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logPageFault } = await import('./server/log-page-fault');
  logPageFault(error, request, context);
};
