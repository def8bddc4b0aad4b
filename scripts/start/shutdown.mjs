import { explain } from './start-error.mjs';

/** The web process lets requests and jobs finish. */
const WEB_GRACE_MS = 15_000;
const GRACE_MS = 5_000;

/**
 * Ends everything in the order in which it leans on each other: web, its neighbours, PostgreSQL.
 * @param {object} input
 * @param {import('./family.mjs').Family} input.family
 * @param {Awaited<ReturnType<typeof import('./run-record.mjs').claimRun>>} input.run
 * @param {ReturnType<typeof import('./progress.mjs').createProgress>} input.progress
 */
export function createShutdown({ family, run, progress }) {
  let isStopping = false;
  /** @type {Promise<import('../embedded-postgres/start-postgres.mjs').RunningPostgres> | null} */
  let postgres = null;

  /** @param {number} code */
  async function stop(code) {
    if (isStopping) return;
    isStopping = true;
    const isWorthWords = family.members().length > 0 || postgres !== null;
    if (isWorthWords) progress.say('Stopping …');
    family.close();
    const neighbours = ['gateway', 'mailbox'];
    const first = family.members().map((member) => member.name);
    await family.stop(
      first.filter((name) => !neighbours.includes(name)),
      WEB_GRACE_MS,
    );
    await family.stop(neighbours, GRACE_MS);
    // It may still be starting; what cannot start need not be stopped.
    const server = await postgres?.catch(() => null);
    await server?.stop();
    run.release();
    progress.stop();
    if (isWorthWords) progress.say('Stopped.');
    process.exit(code);
  }

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Asked again: nobody wants to wait. PostgreSQL is left to the next start.
      if (isStopping && signal === 'SIGINT') {
        family.killAll();
        process.exit(130);
      }
      void stop(0);
    });
  }

  return {
    isStopping: () => isStopping,
    stop,
    /** @param {Promise<import('../embedded-postgres/start-postgres.mjs').RunningPostgres>} starting */
    alsoStop(starting) {
      postgres = starting;
    },
    /** @param {unknown} error */
    async fail(error) {
      if (isStopping) return;
      progress.stop();
      process.stderr.write(`portico: ${explain(error)}\n`);
      await stop(1);
    },
  };
}
