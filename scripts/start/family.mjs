import { spawn } from 'node:child_process';
import path from 'node:path';
import { openLogFile } from './log-file.mjs';
import { eachLine } from './output-lines.mjs';
import { StartError } from './start-error.mjs';
import { waitUntil } from './wait-until.mjs';

const LAST_LINES = 30;
const KILL_MS = 5_000;

/**
 * @typedef {object} Member a process that we started
 * @property {string} name
 * @property {number} pid
 * @property {() => readonly string[]} lastLines what it said last
 * @property {() => boolean} runs
 * @property {Promise<number | string>} ended its exit code, or the signal that ended it
 */

/** @typedef {{ command: string, args: readonly string[], shell?: boolean, env: NodeJS.ProcessEnv }} Program */

/** Starts processes, keeps their output, and ends them together. */
export class Family {
  /** @type {Map<string, Member>} */
  #members = new Map();
  #isClosed = false;
  #options;

  /**
   * @param {object} options
   * @param {string} options.root
   * @param {string} options.logsDir
   * @param {(members: Member[]) => void} options.onChange who runs has changed
   * @param {(name: string, line: string, isError: boolean) => void} options.onLine
   */
  constructor(options) {
    this.#options = options;
  }

  members() {
    return [...this.#members.values()];
  }

  /** Nobody joins any more. */
  close() {
    this.#isClosed = true;
  }

  /**
   * @param {string} name also of its log file
   * @param {Program} program
   * @returns {Member}
   */
  launch(name, { command, args, shell = false, env }) {
    if (this.#isClosed) throw new StartError('Stopped.');
    const child = spawn(command, args, {
      cwd: this.#options.root,
      env,
      shell,
      // A group of its own: Ctrl-C in the terminal reaches us alone, and we end the others in order.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const lines = this.#collect(name, child);
    const ended = new Promise((resolve) => {
      child.on('error', (error) => {
        lines.push(error.message);
        resolve('error');
      });
      child.on('close', (code, signal) => resolve(signal ?? code ?? 'error'));
    }).then((how) => {
      this.#members.delete(name);
      this.#options.onChange(this.members());
      return how;
    });
    const runs = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    const member = { name, pid: child.pid ?? 0, lastLines: () => lines, runs, ended };
    this.#members.set(name, member);
    this.#options.onChange(this.members());
    return member;
  }

  /**
   * Runs a program to its end.
   * @param {string} name
   * @param {Program} program
   * @throws {StartError} with what it said last, when it fails
   */
  async run(name, program) {
    const member = this.launch(name, program);
    const how = await member.ended;
    if (how === 0) return;
    const log = path.join(this.#options.logsDir, `${name}.log`);
    throw new StartError(`${name} failed (${how}), see ${log}:\n${indent(member.lastLines())}`);
  }

  /**
   * Ends the named members and what they started: asks, waits, insists.
   * @param {readonly string[]} names
   * @param {number} graceMs
   */
  async stop(names, graceMs) {
    const isGone = (/** @type {string} */ name) => !this.#members.has(name);
    await Promise.all(
      names.map(async (name) => {
        const member = this.#members.get(name);
        if (member === undefined) return;
        signalGroup(member.pid, 'SIGTERM');
        const obeyed = await waitUntil(() => isGone(name), { timeoutMs: graceMs });
        if (!obeyed) signalGroup(member.pid, 'SIGKILL');
        await waitUntil(() => isGone(name), { timeoutMs: KILL_MS });
      }),
    );
  }

  /** Ends everything at once, without asking. */
  killAll() {
    for (const member of this.#members.values()) signalGroup(member.pid, 'SIGKILL');
  }

  /**
   * @param {string} name
   * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable,
   * import('node:stream').Readable>} child
   * @returns {string[]} the last lines, kept up to date
   */
  #collect(name, child) {
    const log = openLogFile(path.join(this.#options.logsDir, `${name}.log`));
    /** @type {string[]} */
    const lines = [];
    const keep = (/** @type {boolean} */ isError) => (/** @type {string} */ line) => {
      log.write(line);
      lines.push(line);
      if (lines.length > LAST_LINES) lines.shift();
      this.#options.onLine(name, line, isError);
    };
    eachLine(child.stdout, keep(false));
    eachLine(child.stderr, keep(true));
    return lines;
  }
}

/** @param {readonly string[]} lines */
export function indent(lines) {
  return lines.map((line) => `    ${line}`).join('\n');
}

/**
 * @param {number} pid of a group's leader
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It is gone.
  }
}
