import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Operation } from './rivals';

const WINDOW = { width: 1440, height: 900 };
const WATCH = readFileSync(path.join(import.meta.dirname, 'watch-window.js'), 'utf8');

const LOAD_MS = 10_000;

/** How a page of a reference opened. */
export type Opened = {
  /** From the beginning of the load until address and summary were painted; null: not in time. */
  seenMs: number | null;
  /** Received until it was seen and loaded, with headers, compressed as it came. */
  bytes: number;
};
/**
 * How a reference is searched: what opens its search (null: it is open), its field, what is typed, and what must
 * appear.
 */
export type Search = { open: string | null; field: string; words: string; finds: string };

/**
 * Opens the address as somebody who never was there, says when the operation was seen, and then how long a search for
 * another one took from the first key on (null: not found in time, or there is none).
 */
export async function openReference(
  browser: Browser,
  address: string,
  operation: Operation,
  withinMs: number,
  search: Search | null,
): Promise<Opened & { foundMs: number | null }> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const page = await context.newPage();
    const texts = JSON.stringify([operation.path, operation.summary]);
    await page.addInitScript({ content: `${WATCH}\nwindow.benchOpened = window.benchSeen(${texts}, ${withinMs});` });
    const received = await countBytes(page);
    await page.goto(address, { waitUntil: 'commit', timeout: withinMs });
    const seenMs = await within(page.evaluate<number | null>('window.benchOpened'), withinMs + 2_000);
    // What comes after the text belongs to the page as well.
    await within(page.waitForLoadState('load', { timeout: LOAD_MS }), LOAD_MS);
    const bytes = received();
    const foundMs = seenMs === null || search === null ? null : await find(page, search, withinMs).catch(() => null);
    return { seenMs, bytes, foundMs };
  } finally {
    // A page that computes for minutes does not hear that it should close.
    await within(context.close(), 5_000);
  }
}

async function countBytes(page: Page): Promise<() => number> {
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
}

async function find(page: Page, { open, field, words, finds }: Search, withinMs: number): Promise<number | null> {
  if (open !== null) await page.locator(open).first().click({ timeout: withinMs });
  const input = page.locator(field).filter({ visible: true }).first();
  await input.focus({ timeout: withinMs });
  const began = await page.evaluate<number>('performance.now()');
  await input.pressSequentially(words);
  const seen = page.evaluate<number | null>(`window.benchSeen(${JSON.stringify([finds])}, ${withinMs})`);
  const at = await within(seen, withinMs + 2_000);
  return at === null ? null : at - began;
}

/** A page whose script never rests answers nothing, so nobody waits for it. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
