import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../start/temporary-folder';
import { inWords, playwrightCounts, total, vitestCounts } from './counts.mjs';

function report(content: unknown): string {
  const file = path.join(temporaryFolder(), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (numFailedTests: number, testResults: unknown[] = []) =>
  report({ numPassedTests: 7, numFailedTests, numPendingTests: 2, numTodoTests: 0, testResults });

test('the sum is the last line', () => {
  const sum = total([vitestCounts(vitest(0), true), { passed: 1, failed: 1, skipped: 0 }]);
  expect(inWords(sum)).toBe('8 passed, 1 failed, 2 skipped');
  expect(inWords({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});

test('a file that cannot be loaded counts as failed', () => {
  const unloaded = { status: 'failed', assertionResults: [] };
  expect(vitestCounts(vitest(0, [unloaded]), false)).toMatchObject({ failed: 1 });
});

test('a runner that fails between its tests, or leaves no report, counts as failed', () => {
  expect(vitestCounts(vitest(0), false)).toMatchObject({ passed: 7, failed: 1 });
  expect(vitestCounts('/nowhere/report.json', true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts('/nowhere/report.json', true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a test that passes at the second try counts as failed', () => {
  const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(playwrightCounts(file, false)).toEqual({ passed: 4, failed: 2, skipped: 0 });
});
