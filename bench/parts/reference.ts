import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../../scripts/test/chromium.mjs';
import { openReference, type Search } from '../open-reference';
import { median, type Part, type Result } from '../result';
import { type Operation, RIVALS } from '../rivals';
import { installRivals, serveRivals } from '../serve-rivals';

const ROUNDS = 5;
const RIVAL_ROUNDS = 3;
/** Some never show anything; nobody waits longer. */
const OURS_MS = 20_000;
const RIVAL_MS = 60_000;

/** The 562nd of 811 addresses. */
const OPERATION: Operation = {
  method: 'get',
  path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  summary: 'List issue comments',
  operationId: 'issues/list-comments',
  tag: 'issues',
};
const OTHER = { words: 'latest release', finds: 'Get the latest release' };

/** How a reference was in all of its rounds; null where it was never in time. */
type Measured = { seenMs: number | null; foundMs: number | null; bytes: number };

/**
 * One operation deep in GitHub's description, opened with an empty cache, beside other references that get the same
 * document from this machine, and beside a page of it written by hand; and a search for another operation.
 */
export const reference: Part = async ({ url, root }, say) => {
  installRivals(say);
  const document = path.join(root, 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');
  const served = await serveRivals(document, OPERATION);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const ours = `${url}/products/code-hosting/docs/rest/issues-list-comments`;
    // The reader's cache is empty, not the server's.
    await (await fetch(ours)).arrayBuffer();
    const field = { open: null, field: '[aria-label="Find an operation"]' };
    say('  the portal and the bare page');
    const portal = await rounds(browser, ours, ROUNDS, OURS_MS, field);
    const bare = await rounds(browser, `${served.url}/bare`, ROUNDS, OURS_MS, null);
    const rivals: [string, Measured][] = [];
    for (const { name, package: folder, linkTo, search } of RIVALS) {
      say(`  ${name}`);
      const address = `${served.url}/${folder}#${linkTo(OPERATION)}`;
      rivals.push([name, await rounds(browser, address, RIVAL_ROUNDS, RIVAL_MS, search)]);
    }
    return report(portal, bare, rivals);
  } finally {
    await browser.close();
    served.close();
  }
};

/** One that is too slow once is not asked again: a minute of waiting says enough. */
async function rounds(
  browser: Browser,
  address: string,
  count: number,
  withinMs: number,
  search: Pick<Search, 'open' | 'field'> | null,
): Promise<Measured> {
  const seen: number[] = [];
  const found: number[] = [];
  const bytes: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const wish = search && { ...search, ...OTHER };
    const opened = await openReference(browser, address, OPERATION, withinMs, wish);
    bytes.push(opened.bytes);
    if (opened.seenMs === null) break;
    seen.push(opened.seenMs);
    if (opened.foundMs !== null) found.push(opened.foundMs);
  }
  return {
    seenMs: seen.length === count ? median(seen) : null,
    foundMs: found.length === count ? median(found) : null,
    bytes: median(bytes),
  };
}

function report(portal: Measured, bare: Measured, rivals: readonly [string, Measured][]): Result[] {
  const fastest = leastOf(rivals.map(([, { seenMs }]) => seenMs));
  const searchers = leastOf(rivals.map(([, { foundMs }]) => foundMs));
  const lightest = Math.min(...rivals.map(([, { bytes }]) => bytes));
  return [
    {
      what: `an operation seen, beside the fastest other`,
      ...{ measured: time(portal.seenMs), baseline: time(fastest) },
      ...judged(over(fastest ?? RIVAL_MS, portal.seenMs), '≥ 10', (ratio) => ratio >= 10),
    },
    {
      what: 'an operation seen, beside a bare page of it',
      ...{ measured: time(portal.seenMs), baseline: time(bare.seenMs) },
      ...judged(over(portal.seenMs, bare.seenMs), '≤ 2', (ratio) => ratio <= 2),
    },
    {
      what: 'bytes of the loaded page, beside the lightest other',
      ...{ measured: size(portal.bytes), baseline: size(lightest) },
      ...judged(over(portal.bytes, lightest), '≤ 0.1', (ratio) => ratio <= 0.1),
    },
    {
      what: 'another operation found, beside the fastest other',
      ...{ measured: time(portal.foundMs), baseline: time(searchers) },
      ...{ ratio: over(searchers, portal.foundMs), target: '–', isMet: null },
    },
    ...[['the bare page', bare] as const, ...rivals].map(
      ([name, { seenMs, foundMs, bytes }]): Result => ({
        what: `  ${name}`,
        measured: `${time(seenMs, RIVAL_MS)}, ${size(bytes)}`,
        baseline: foundMs === null ? '–' : `${time(foundMs)} to find another`,
        ...{ ratio: null, target: '–', isMet: null },
      }),
    ),
    {
      what: '  fumadocs-openapi, pre-rendered',
      measured: 'not measured: it needs a site of its own, built from the document',
      ...{ baseline: '–', ratio: null, target: 'sooner', isMet: null },
    },
  ];
}

function leastOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function over(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one / other;
}

/** What was not seen at all is missed. */
function judged(ratio: number | null, target: string, isMet: (ratio: number) => boolean) {
  return { ratio, target, isMet: ratio !== null && isMet(ratio) };
}

function time(ms: number | null, withinMs?: number): string {
  if (ms !== null) return `${ms.toFixed(0)} ms`;
  return withinMs === undefined ? 'never' : `not within ${withinMs / 1000} s`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
