import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/test/chromium.mjs';

const executablePath = findChromium();
const SWEEP = '**/sweep.spec.ts';

const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium refuses its sandbox to root, as in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
};

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  globalSetup: './e2e/global-setup.ts',
  // One portal serves every story; two cores carry one browser beside it. `E2E_WORKERS` says otherwise.
  workers: Number(process.env.E2E_WORKERS ?? 1),
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  // A test that passes at the second try hides a fault.
  retries: 0,
  // Patience costs nothing where all is well; beside unit tests a password is hashed, or a job run, in many seconds.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    // A trace photographs every page at every step, which takes longer than the step. `E2E_TRACE=1` makes one.
    trace: process.env.E2E_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    // The sweep comes behind all stories, also when only some of them are told.
    { name: 'chromium', testIgnore: SWEEP, teardown: 'sweep', use: chromium },
    { name: 'sweep', testMatch: SWEEP, use: chromium },
  ],
});
