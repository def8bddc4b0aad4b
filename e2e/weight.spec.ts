import { gzipSync } from 'node:zlib';
import type { Page, Request } from '@playwright/test';
import { expect, logIn, test } from './fixtures';
import { looks, open, viewers } from './pages';

/** Gzipped JavaScript that a live page may load (performance.md, `weight`). Bytes. */
const BUDGET = 170_000;

for (const viewer of ['nobody', 'ada'] as const) {
  test(`no live page loads more JavaScript than its budget, as ${viewer}`, async ({ page }) => {
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

/**
 * Which scripts a page asks for; a page's cache does not count against it. They are fetched again to be weighed: what a
 * navigation left behind has no body any more.
 */
function watchScripts(page: Page) {
  const addresses = new Set<string>();
  const listen = (request: Request) => {
    if (request.resourceType() === 'script') addresses.add(request.url());
  };
  page.on('request', listen);
  return {
    async total() {
      page.off('request', listen);
      const sizes = await Promise.all([...addresses].map(weightOf));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

const weighed = new Map<string, number>();

/** Bytes of a script, compressed as a server would. */
async function weightOf(address: string): Promise<number> {
  const known = weighed.get(address);
  if (known !== undefined) return known;
  const answer = await fetch(address);
  expect(answer.status, address).toBe(200);
  const bytes = gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  weighed.set(address, bytes);
  return bytes;
}
