/** Next calls this once when the server starts: the place where the process becomes a portal. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWebProcess } = await import('./server/start-web-process');
  await startWebProcess();
}
