import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * A step that is one test: a linter, a compiler.
 * @param {boolean} isGood
 * @returns {Counts}
 */
export function single(isGood) {
  return { ...NOTHING, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function total(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    NOTHING,
  );
}

/**
 * @param {string} file vitest's JSON report
 * @param {boolean} endedWell its exit code was 0
 * @returns {Counts}
 */
export function vitestCounts(file, endedWell) {
  const report = readReport(file);
  if (report === null) return single(false);
  // A file that cannot even be loaded fails without a single test.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  return trusted(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    endedWell,
  );
}

/**
 * @param {string} file Playwright's JSON report
 * @param {boolean} endedWell its exit code was 0
 * @returns {Counts}
 */
export function playwrightCounts(file, endedWell) {
  const report = readReport(file);
  if (report === null) return single(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return trusted({ passed: expected, failed: unexpected + flaky, skipped }, endedWell);
}

/**
 * A runner that failed without a failed test (an error between the tests) has failed all the same.
 * @param {Counts} counts
 * @param {boolean} endedWell
 */
function trusted(counts, endedWell) {
  return endedWell || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
