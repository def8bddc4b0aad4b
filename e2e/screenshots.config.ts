import { defineConfig } from '@playwright/test';
import stories from '../playwright.config';

/** `npm run screenshots`: looks, does not judge. */
export default defineConfig({
  ...stories,
  testDir: './screenshots',
  testMatch: '**/*.shots.ts',
  globalSetup: './global-setup.ts',
  timeout: 600_000,
  use: { ...stories.use, trace: 'off', screenshot: 'off' },
});
