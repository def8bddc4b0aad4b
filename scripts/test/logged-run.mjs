import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { signalGroup } from '../start/family.mjs';

/** Longer than any step takes on two busy cores; one that hangs must not take CI's whole time. */
const STEP_MAX_MS = 27 * 60_000;
const TAIL_LINES = 200;

/** @type {Set<number>} */
const running = new Set();

/**
 * Runs a program to its end with its output in a file.
 * @param {{ command: string, args: readonly string[], shell?: boolean, env: NodeJS.ProcessEnv, cwd: string, logFile:
 * string }} program
 * @returns {Promise<{ endedWell: boolean, tail(): string }>}
 */
export async function loggedRun({ command, args, shell = false, env, cwd, logFile }) {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const isPosix = process.platform !== 'win32';
  const child = spawn(command, args, { cwd, env, shell, detached: isPosix, stdio: ['ignore', log, log] });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  const limit = setTimeout(() => pid !== undefined && signalGroup(pid, 'SIGKILL'), STEP_MAX_MS);
  const endedWell = await new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
  clearTimeout(limit);
  if (pid !== undefined) {
    // Whatever it left behind goes with it.
    signalGroup(pid, 'SIGKILL');
    running.delete(pid);
  }
  return { endedWell, tail: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n') };
}

/** Ends every program that still runs. */
export function stopRuns() {
  for (const pid of running) signalGroup(pid, 'SIGTERM');
}
