import { readFileSync } from 'node:fs';
import { waitUntil } from '../start/wait-until.mjs';
import { tell } from './program.mjs';

const START_MS = 60_000;

/**
 * Resolves when the worker tells its figures. Throws when it does not.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} port
 */
export async function startedWorker(child, port) {
  await started('worker.mjs', child, `http://127.0.0.1:${port}/healthz`);
  await told('worker.mjs /metrics', `http://127.0.0.1:${port}/metrics`, /^portico_oldest_job_seconds /m);
}

/**
 * Resolves when the web process has served pages, their files, figures and the API. Throws when one of them is wrong.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} port
 */
export async function startedWeb(child, port) {
  const at = `http://127.0.0.1:${port}`;
  await started('web.mjs', child, `${at}/readyz`);
  const page = await told('web.mjs /', `${at}/`, /<h1/);
  const [style] = /\/_next\/static\/[^"]+\.css/.exec(page) ?? [];
  if (style === undefined) throw new Error('The page names no style sheet.');
  await told('web.mjs its style sheet', `${at}${style}`, /\{/);
  await told('web.mjs /auth/login', `${at}/auth/login`, /type="password"/);
  await told('web.mjs /api/v1/docs', `${at}/api/v1/docs`, /<h1/);
  await told('web.mjs /metrics', `${at}/metrics`, /^portico_http_requests_total\{kind="sign_in",status="200"\} 1$/m);
}

/**
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} url
 */
async function started(name, child, url) {
  const began = performance.now();
  const isUp = await waitUntil(
    async () =>
      child.exitCode !== null ||
      (await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )),
    { timeoutMs: START_MS },
  );
  if (!isUp || child.exitCode !== null) throw new Error(`${name} did not start.`);
  tell(
    `${name} ${new URL(url).pathname}`,
    `200 after ${Math.round(performance.now() - began)} ms, ${memory(child.pid)}`,
  );
}

/**
 * @param {string} what
 * @param {string} url
 * @param {RegExp} expected
 */
async function told(what, url, expected) {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok || !expected.test(text)) throw new Error(`${what} answers ${answer.status} and not what it should.`);
  tell(what, `${answer.status}, ${text.length} characters`);
  return text;
}

/** @param {number | undefined} pid */
function memory(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return `${Math.round(Number(kilobytes) / 1024)} MB`;
  } catch {
    return 'memory not told on this system';
  }
}
