import { answersOk } from './answers.mjs';
import { indent } from './family.mjs';
import { typescript, webProgram } from './programs.mjs';
import { StartError } from './start-error.mjs';
import { waitUntil } from './wait-until.mjs';

const READY_MS = 120_000;

/** @typedef {import('./bring-up.mjs').Surroundings} Surroundings */

/**
 * The demo gateway, unless GATEWAY_URL names another.
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
export async function startGateway(all, env) {
  const { gateway } = all.settings;
  if (!gateway.isDemo) return;
  await startMember(all, 'gateway', { ...typescript('gateway/demo/main.ts'), env }, `${gateway.url}/hello`);
}

/**
 * The demo mailbox, unless SMTP_URL names a mail server.
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
export async function startMailbox(all, env) {
  const { mail } = all.settings;
  if (!mail.isDemo) return;
  const url = `http://127.0.0.1:${mail.webPort}/api/messages`;
  await startMember(all, 'mailbox', { ...typescript('emails/mailbox/main.ts'), env }, url);
}

/**
 * The portal; jobs run in the same process unless PORTAL_WORKERS is 0.
 * @param {Surroundings} all
 * @param {NodeJS.ProcessEnv} env
 */
export async function startWeb(all, env) {
  const { root, settings } = all;
  const program = { ...webProgram(root, settings), env };
  const isEverywhere = settings.host === null || ['0.0.0.0', '::'].includes(settings.host);
  const host = isEverywhere ? '127.0.0.1' : settings.host;
  await startMember(all, 'web', program, `http://${host}:${settings.port}/readyz`);
}

/**
 * Starts a process that shall stay, and waits until it answers.
 * @param {Surroundings} all
 * @param {string} name
 * @param {import('./family.mjs').Program} program
 * @param {string} url
 */
async function startMember({ family, progress, shutdown }, name, program, url) {
  const member = family.launch(name, program);
  void member.ended.then((how) => shutdown.fail(ended(name, how, member.lastLines())));
  await progress.step(`Start ${name}`, async () => {
    const answers = await waitUntil(() => !member.runs() || answersOk(url), { timeoutMs: READY_MS, everyMs: 50 });
    if (!member.runs()) throw ended(name, await member.ended, member.lastLines());
    if (!answers) throw new StartError(`${name} does not answer at ${url}:\n${indent(member.lastLines())}`);
  });
}

/**
 * @param {string} name
 * @param {number | string} how
 * @param {readonly string[]} lastLines
 */
function ended(name, how, lastLines) {
  return new StartError(`${name} ended unexpectedly (${how}). It said last:\n${indent(lastLines)}`);
}
