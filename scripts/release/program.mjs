import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const STOP_MS = 20_000;
const ONCE_MS = 60_000;
/** "nobody": the files belong to whoever made the release, and nothing of them may be written. */
const NOBODY = 65_534;

/** As deploy/compose.yaml has it: nothing can be written but /tmp, which is empty, and no right is left or can be had. */
const CONTAINED = [
  'mount --bind "$0" /mnt && mount -o remount,bind,ro /mnt && mount -t tmpfs tmpfs /tmp',
  'mount -o remount,bind,ro / && cd /mnt',
  'exec setpriv --reuid=1000 --regid=1000 --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs "$@"',
].join(' && ');

/**
 * Runs the programs of a release. As root they run as nobody, as in an image.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {{ isContained?: boolean }} [how] contained like an image: on Linux, as root
 */
export function createProgram(folder, env, { isContained = false } = {}) {
  const account = process.getuid?.() === 0 && !isContained ? { uid: NOBODY, gid: NOBODY } : {};
  const [command = '', ...first] = isContained
    ? ['unshare', '--mount', '--propagation=private', 'sh', '-c', CONTAINED, folder, process.execPath]
    : [process.execPath];
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  const running = new Map();
  const start = (/** @type {string} */ file, /** @type {readonly string[]} */ args = []) => {
    const child = spawn(command, [...first, file, ...args], {
      cwd: folder,
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
      ...account,
    });
    running.set(file, child);
    child.once('exit', () => running.delete(file));
    return child;
  };

  return {
    start,
    /** Runs a program to its end. Throws when it does not end well. */
    async once(/** @type {string} */ file, /** @type {readonly string[]} */ args, input = '') {
      const child = start(file, args);
      child.stdin?.end(input);
      const began = performance.now();
      const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(ONCE_MS) });
      if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}.`);
      tell(`${file} ${args[0]}`, `${Math.round(performance.now() - began)} ms`);
    },
    /** Ends what runs as a machine would. Throws when one does not end well. */
    async stop() {
      for (const [file, child] of [...running]) {
        const ended = once(child, 'exit', { signal: AbortSignal.timeout(STOP_MS) });
        child.kill('SIGTERM');
        const [code, signal] = await ended;
        if (code !== 0 && signal !== 'SIGTERM' && code !== 143)
          throw new Error(`${file} ended with ${code ?? signal}.`);
        tell(`${file} told to end`, 'ended');
      }
    },
    /** Ends what is left, at once. */
    async kill() {
      await Promise.all(
        [...running.values()].map((child) => {
          child.kill('SIGKILL');
          return once(child, 'exit');
        }),
      );
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * @param {string} what
 * @param {string} answer
 */
export function tell(what, answer) {
  process.stdout.write(`${what.padEnd(40)} ${answer}\n`);
}
