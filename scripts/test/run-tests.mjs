import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { isInstalled, markInstalled, npmCommand } from '../start/install.mjs';
import { createProgress } from '../start/progress.mjs';
import { explain } from '../start/start-error.mjs';
import { inWords, total } from './counts.mjs';
import { openTestDatabase } from './database.mjs';
import { loggedRun, stopRuns } from './logged-run.mjs';
import { TestSteps } from './steps.mjs';

const HEARTBEAT_MS = 30_000;

/**
 * `npm test [-- unit|e2e [runner's arguments]]`: every step, each with its time and its count; the last line says how
 * many tests passed and failed. Exit code 1 when one failed or none ran.
 * @param {{ root: string, args: readonly string[] }} input
 */
export async function runTests({ root, args: [part = 'all', ...rest] }) {
  const folder = path.join(root, '.test');
  const progress = createProgress(process.stdout, HEARTBEAT_MS);
  if (!['all', 'unit', 'e2e'].includes(part)) {
    process.stderr.write(
      `portico: there is no part "${part}"; npm test runs everything, -- unit or -- e2e one part.\n`,
    );
    process.exit(1);
  }
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o711 });
  await install(root, folder, progress);

  const database = openTestDatabase(folder);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      stopRuns();
      void database.stop().then(() => process.exit(1));
    });
  }
  const steps = new TestSteps({ root, folder, progress, database: database.url, rest });
  const counts = await Promise.all(lanes(part, steps).map(inOrder)).then((all) => all.flat());
  await database.stop();
  progress.stop();
  const sum = total(counts);
  process.stdout.write(`\n${inWords(sum)}\n`);
  process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
}

/**
 * What runs side by side. The browser's lane builds first; the build and the compiler write the same files, so they
 * stay in one lane.
 * @param {string} part
 * @param {TestSteps} steps
 */
function lanes(part, steps) {
  if (part === 'unit') return [[steps.unit]];
  if (part === 'e2e') return [[steps.build, steps.e2e]];
  return [
    [steps.types, steps.build, steps.e2e],
    [steps.format, steps.lock, steps.boundaries, steps.unit],
  ];
}

/** @param {readonly (() => Promise<import('./counts.mjs').Counts>)[]} lane */
async function inOrder(lane) {
  const counts = [];
  for (const step of lane) counts.push(await step());
  return counts;
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {ReturnType<typeof createProgress>} progress
 */
async function install(root, folder, progress) {
  const wanted = { withDev: true };
  if (isInstalled(root, wanted)) return;
  const logFile = path.join(folder, 'logs', 'npm.log');
  try {
    await progress.step('Install packages (npm ci)', async () => {
      const npm = npmCommand(['ci', '--include=dev']);
      const { endedWell, tail } = await loggedRun({ ...npm, env: process.env, cwd: root, logFile });
      if (!endedWell) throw new Error(`npm ci failed:\n${tail()}`);
    });
    markInstalled(root, wanted);
  } catch (error) {
    process.stderr.write(`portico: ${explain(error)}\n`);
    process.stdout.write('\n0 passed, 1 failed\n');
    process.exit(1);
  }
}
