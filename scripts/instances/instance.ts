import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answersOk } from '../start/answers.mjs';

const READY_MS = 180_000;
const POLL_MS = 100;
const STOP_MS = 15_000;

/** A process of the portal that may be killed and comes back, as under a supervisor. */
export type Instance = {
  name: string;
  /** Starts it when it does not run, and waits until it answers. Throws when it does not within three minutes. */
  ready(): Promise<void>;
  /** `kill -9`. It stays dead until `ready`. */
  kill(): void;
  /** How often it ended although nobody ended it. */
  falls(): number;
  /** Asks it to end, and insists after a while. */
  stop(): Promise<void>;
};

type Program = {
  name: string;
  root: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Answers 200 when it is ready. */
  url: string;
  logsDir: string;
};

/** Nothing runs yet. What it says is appended to a file of its name. */
export function instanceOf({ name, root, args, env, url, logsDir }: Program): Instance {
  let child: ChildProcess | null = null;
  let falls = 0;
  const runs = () => child !== null && child.exitCode === null && child.signalCode === null;
  return {
    name,
    async ready() {
      if (!runs()) {
        const log = openSync(path.join(logsDir, `${name}.log`), 'a');
        const started = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', log, log] });
        closeSync(log);
        started.once('exit', () => {
          // `killed` says that a signal was sent from here.
          if (!started.killed) falls += 1;
        });
        child = started;
      }
      const until = Date.now() + READY_MS;
      while (!(await answersOk(url))) {
        if (Date.now() > until) throw new Error(`${name} does not answer at ${url}; see ${name}.log in ${logsDir}`);
        // Somebody may have killed it meanwhile.
        if (!runs()) return;
        await wait(POLL_MS);
      }
    },
    kill() {
      child?.kill('SIGKILL');
    },
    falls: () => falls,
    async stop() {
      const current = child;
      if (!current || !runs()) return;
      const ended = new Promise((resolve) => current.once('exit', resolve));
      current.kill('SIGTERM');
      const insist = setTimeout(() => current.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(insist);
    },
  };
}
