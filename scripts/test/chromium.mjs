import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loggedRun } from './logged-run.mjs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ADVICE = 'No Chromium found: run "npx playwright install chromium", or set E2E_CHROMIUM to the one to use.';

/**
 * The browser for the tests: the one that `E2E_CHROMIUM` names, else Playwright's own download (null: Playwright finds
 * it itself), else one of the system.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.E2E_CHROMIUM;
  if (named) return named;
  if (playwrightHasItsOwn()) return null;
  return SYSTEM_BROWSERS.find(mayRun) ?? null;
}

/**
 * Makes sure that a browser is there, and installs Debian's as root.
 * @param {string} logFile
 * @returns {Promise<string | null>} what is wrong, in one line; null when nothing is
 */
export async function ensureChromium(logFile) {
  const named = process.env.E2E_CHROMIUM;
  if (named) return mayRun(named) ? null : `E2E_CHROMIUM names ${named}, which is no program that can run here.`;
  if (playwrightHasItsOwn() || findChromium() !== null) return null;
  if (process.env.E2E_NO_INSTALL === '1' || process.getuid?.() !== 0 || !mayRun('/usr/bin/apt-get')) return ADVICE;
  const surroundings = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, cwd: '/', command: 'apt-get' };
  await loggedRun({ ...surroundings, args: ['update'], logFile: `${logFile}.update` });
  const packages = ['chromium', 'fonts-liberation'];
  await loggedRun({ ...surroundings, args: ['install', '-y', '--no-install-recommends', ...packages], logFile });
  return findChromium() === null ? `${ADVICE} Installing Debian's failed, see ${logFile}` : null;
}

function playwrightHasItsOwn() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    return existsSync(chromium.executablePath());
  } catch {
    return false;
  }
}

/** @param {string} file */
function mayRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
