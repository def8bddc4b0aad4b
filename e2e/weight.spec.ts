import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, logIn, test } from './fixtures';
import { looks, open, viewers } from './pages';

/** Gzipped JavaScript that a live page may load (performance.md, `weight`). Bytes. */
const BUDGET = 170_000;

for (const viewer of ['nobody', 'ada'] as const) {
  test(`no live page loads more JavaScript than its budget, as ${viewer}`, async ({ page }) => {
    test.setTimeout(120_000);
    const who = viewers[viewer];
    if (who) await logIn(page, who);
    const weights: Record<string, number> = {};
    for (const look of looks.filter(({ as }) => as === viewer)) {
      const loaded = watchScripts(page);
      await open(page, look);
      await page.waitForLoadState('load');
      weights[look.name] = await loaded.total();
    }
    const heaviest = Object.entries(weights).sort(([, a], [, b]) => b - a);
    console.log(heaviest.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} kB`).join(', '));
    expect(heaviest.filter(([, bytes]) => bytes > BUDGET)).toEqual([]);
    expect(heaviest[0]?.[1], 'nothing was measured').toBeGreaterThan(1000);
  });
}

/** Sums what arrives as script, compressed as a server would; a page's cache does not count against it. */
function watchScripts(page: Page) {
  const sizes: Promise<number>[] = [];
  const seen = new Set<string>();
  const listen = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    if (response.request().resourceType() !== 'script' || seen.has(response.url())) return;
    seen.add(response.url());
    sizes.push(response.body().then((body) => gzipSync(body).length));
  };
  page.on('response', listen);
  return {
    async total() {
      page.off('response', listen);
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
  };
}
