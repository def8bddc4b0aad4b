// `npm run portal -- <command>`: the operator's tool. Without DATABASE_URL it works on the embedded PostgreSQL.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './embedded-postgres/start-postgres.mjs';
import { makeSecrets } from './start/bring-up.mjs';
import { requireNode } from './start/node-version.mjs';
import { portalEnvironment, typescript } from './start/programs.mjs';
import { runIsClaimed } from './start/run-record.mjs';
import { readSettings } from './start/settings.mjs';
import { explain, StartError } from './start/start-error.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  requireNode(process.versions.node);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`portico: ${explain(error)}\n`);
  process.exitCode = 1;
}

/** @param {readonly string[]} args */
async function main(args) {
  const asksForHelp = args.some((arg) => ['--help', '-h'].includes(arg));
  const needsNothing = args.length === 0 || args[0] === 'help' || asksForHelp;
  if (process.env.DATABASE_URL || needsNothing) return runCommand(args, process.env);

  const settings = readSettings(process.env, { root });
  const { dataDir, databasePort } = settings;
  if (!existsSync(path.join(dataDir, 'postgres-password'))) {
    throw new StartError(
      `There is no database: set DATABASE_URL, or make the embedded one in ${dataDir} with npm start.`,
    );
  }
  // A portal that runs keeps its PostgreSQL, on whatever port it was started: asking for another would restart it.
  const postgres = await startPostgres({ dataDir, port: runIsClaimed(dataDir) ? 0 : databasePort });
  try {
    const secrets = makeSecrets(settings);
    return await runCommand(args, portalEnvironment({ settings, secrets, databaseUrl: postgres.url }));
  } finally {
    // One that was found running is somebody's; one that npm start adopted in the meantime is its own.
    if (!postgres.adopted && !runIsClaimed(dataDir)) await postgres.stop();
  }
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function runCommand(args, env) {
  const { command, args: programArgs } = typescript('scripts/portal/main.ts', args);
  const child = spawn(command, programArgs, { cwd: root, env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; we stay to clean up after it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
