import path from 'node:path';
import { bringUp } from './bring-up.mjs';
import { prepareDataFolder } from './data-folder.mjs';
import { Family } from './family.mjs';
import { worthShowing } from './output-lines.mjs';
import { createProgress } from './progress.mjs';
import { claimRun } from './run-record.mjs';
import { readSettings } from './settings.mjs';
import { createShutdown } from './shutdown.mjs';
import { explain } from './start-error.mjs';
import { startTable } from './table.mjs';

/** npm ends at once when it is told to, or killed, and with a shell in between we hear nothing of it. */
const LAUNCHER_WATCH_MS = 100;

/**
 * `npm start`: everything that the portal needs, and the portal; ends with READY or with one line that says why not.
 * Stays until a signal or the end of one of its processes.
 * @param {{ root: string, args: readonly string[] }} input
 */
export async function startPortal({ root, args }) {
  // The terminal may go away while we still have something to say.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const progress = createProgress(process.stdout);
  let isReady = false;
  try {
    const settings = readSettings(process.env, { root, args });
    prepareDataFolder(settings.dataDir);
    const run = await claimRun(settings.dataDir);
    const family = new Family({
      root,
      logsDir: path.join(settings.dataDir, 'logs'),
      onChange: (members) => run.note(members),
      onLine(name, line, isError) {
        const shown = settings.isDev && name === 'web' ? line : isReady ? worthShowing(line, isError) : null;
        if (shown !== null) progress.say(`[${name}] ${shown}`);
      },
    });
    const shutdown = createShutdown({ family, run, progress });
    const watch = setInterval(() => run.launcherIsGone() && shutdown.stop(0), LAUNCHER_WATCH_MS);
    watch.unref();
    try {
      await bringUp({ root, settings, family, progress, shutdown });
      if (shutdown.isStopping()) return;
      progress.stop();
      progress.say(startTable(settings));
      progress.say(`READY ${settings.portalUrl}`);
      isReady = true;
    } catch (error) {
      await shutdown.fail(error);
    }
  } catch (error) {
    progress.stop();
    process.stderr.write(`portico: ${explain(error)}\n`);
    process.exit(1);
  }
}
