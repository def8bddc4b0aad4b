import { startTestPostgres } from '../embedded-postgres/test-server.mjs';

/**
 * The database server for the tests: the one that `TEST_DATABASE_URL` names, else the embedded one.
 * @param {string} folder
 * @returns {{ url: Promise<string>, stop(): Promise<void> }}
 */
export function openTestDatabase(folder) {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return { url: Promise.resolve(named), stop: async () => {} };
  const server = startTestPostgres(folder);
  const url = server.then((running) => running.url);
  // Reported by the steps that need it.
  url.catch(() => {});
  return {
    url,
    async stop() {
      const running = await server.catch(() => null);
      // One that ran before belongs to another run.
      if (running !== null && !running.adopted) await running.stop();
    },
  };
}
