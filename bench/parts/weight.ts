import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/test/chromium.mjs';
import type { Part } from '../result';

/** Gzipped JavaScript, bytes: the budget of spec/performance.md. e2e/weight.spec.ts holds every page to it. */
const BUDGET = 170_000;
const PAGES = [
  '/',
  '/catalogs',
  '/products/pet-store',
  '/products/code-hosting/docs/rest',
  '/search?q=pay',
  '/auth/login',
];

/** What a stranger's browser loads as script, page by page, each with an empty cache. */
export const weight: Part = async ({ url }) => {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const results = [];
    for (const address of PAGES) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const sizes: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() !== 'script') return;
        sizes.push(response.body().then((body) => gzipSync(body).length));
      });
      await page.goto(url + address, { waitUntil: 'networkidle' });
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      await context.close();
      results.push({
        what: `JavaScript of ${address}`,
        measured: `${(bytes / 1000).toFixed(1)} kB gzip`,
        baseline: '–',
        ratio: null,
        target: `≤ ${BUDGET / 1000} kB`,
        isMet: bytes <= BUDGET,
      });
    }
    return results;
  } finally {
    await browser.close();
  }
};
