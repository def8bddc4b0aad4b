import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

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
 * @param {(line: string) => void} log
 * @returns {string | null} what is wrong, in one line; null when nothing is
 */
export function ensureChromium(log) {
  const named = process.env.E2E_CHROMIUM;
  if (named) return mayRun(named) ? null : `E2E_CHROMIUM names ${named}, which is no program that can run here`;
  if (playwrightHasItsOwn() || findChromium() !== null) return null;
  const advice = 'No Chromium found: run "npx playwright install chromium", or set E2E_CHROMIUM to the one to use';
  if (process.env.E2E_NO_INSTALL === '1' || process.getuid?.() !== 0 || !mayRun('/usr/bin/apt-get')) return advice;
  log('Installing Chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  const reply = spawnSync('apt-get', packages, { env, encoding: 'utf8' });
  if (findChromium() !== null) return null;
  return `${advice} (apt-get install chromium said: ${`${reply.stderr}`.trim().split('\n').at(-1)})`;
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
