import { rmSync } from 'node:fs';
import path from 'node:path';
import { forgetBuild, isBuilt, markBuilt, sourceHash } from '../start/build-stamp.mjs';
import { npmCommand } from '../start/install.mjs';
import { next } from '../start/programs.mjs';
import { explain } from '../start/start-error.mjs';
import { ensureChromium } from './chromium.mjs';
import { inWords, NOTHING, playwrightCounts, single, vitestCounts } from './counts.mjs';
import { loggedRun } from './logged-run.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/** The steps of `npm test`. Each says how it went and answers its counts; none throws. */
export class TestSteps {
  #root;
  #folder;
  #progress;
  #database;
  #rest;
  #env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  #isBuildGood = false;

  /**
   * @param {object} input
   * @param {string} input.root
   * @param {string} input.folder for logs and reports
   * @param {ReturnType<typeof import('../start/progress.mjs').createProgress>} input.progress
   * @param {Promise<string>} input.database the URL of a server where tests may create databases
   * @param {readonly string[]} input.rest arguments for vitest or Playwright
   */
  constructor({ root, folder, progress, database, rest }) {
    this.#root = root;
    this.#folder = folder;
    this.#progress = progress;
    this.#database = database;
    this.#rest = rest;
  }

  format = () => this.#step('format and lint', npmCommand(['run', '-s', 'lint']), single);
  types = () => this.#step('types', npmCommand(['run', '-s', 'typecheck']), single);
  boundaries = () => this.#step('boundaries', npmCommand(['run', '-s', 'boundaries']), single);
  lock = () => this.#step('lock file', node('scripts/check-lock.mjs'), single);

  build = async () => {
    const hash = sourceHash(this.#root);
    if (isBuilt(this.#root, hash)) {
      this.#isBuildGood = true;
      this.#progress.say('  ✓ build: nothing has changed since the last one');
      return single(true);
    }
    forgetBuild(this.#root);
    // Without a variable of the portal: an image is built where no portal runs.
    const counts = await this.#step('build', next(this.#root, ['build']), single, { NODE_ENV: 'production' });
    this.#isBuildGood = counts.failed === 0;
    if (this.#isBuildGood) markBuilt(this.#root, hash);
    return counts;
  };

  unit = async () => {
    const name = 'unit and integration';
    const url = await this.#database.catch((error) => error);
    if (typeof url !== 'string') return this.#cannot(name, url);
    const report = this.#freshReport('vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const program = node('node_modules/vitest/vitest.mjs', 'run', ...reporters, ...this.#rest);
    const count = (/** @type {boolean} */ endedWell) => vitestCounts(report, endedWell);
    return this.#step(name, program, count, { TEST_DATABASE_URL: url });
  };

  e2e = async () => {
    const name = 'end to end';
    if (!this.#isBuildGood) {
      this.#progress.say(`  – ${name}: not run, because there is no build`);
      return NOTHING;
    }
    const url = await this.#database.catch((error) => error);
    if (typeof url !== 'string') return this.#cannot(name, url);
    const problem = await ensureChromium(path.join(this.#folder, 'logs', 'chromium.log'));
    if (problem !== null) return this.#cannot(name, problem);
    const report = this.#freshReport('playwright.json');
    const program = node('node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...this.#rest);
    const count = (/** @type {boolean} */ endedWell) => playwrightCounts(report, endedWell);
    return this.#step(name, program, count, { TEST_DATABASE_URL: url, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  };

  /**
   * @param {string} name
   * @param {{ command: string, args: readonly string[], shell?: boolean }} program
   * @param {(endedWell: boolean) => Counts} count
   * @param {NodeJS.ProcessEnv} [extraEnv]
   */
  async #step(name, program, count, extraEnv = {}) {
    const end = this.#progress.begin(name);
    const logFile = path.join(this.#folder, 'logs', `${name.replaceAll(' ', '-')}.log`);
    const env = { ...this.#env, ...extraEnv };
    const { endedWell, tail } = await loggedRun({ ...program, env, cwd: this.#root, logFile });
    const counts = count(endedWell);
    end((took) => `  ${counts.failed > 0 ? '✗' : '✓'} ${name} ${took}: ${inWords(counts)}`);
    if (counts.failed > 0) this.#progress.say(`${tail()}\n  (all of it: ${path.relative(this.#root, logFile)})`);
    return counts;
  }

  /**
   * @param {string} name
   * @param {unknown} reason
   * @returns {Counts}
   */
  #cannot(name, reason) {
    this.#progress.say(`  ✗ ${name}: ${explain(reason)}`);
    return single(false);
  }

  /** @param {string} name */
  #freshReport(name) {
    const report = path.join(this.#folder, name);
    rmSync(report, { force: true });
    return report;
  }
}

/** @param {readonly string[]} args */
function node(...args) {
  return { command: process.execPath, args };
}
