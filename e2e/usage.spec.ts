import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { addToCart, generateKey, requestAccess, shownCurl } from './asking';
import {
  ADA,
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  linkIn,
  logIn,
  mailbox,
  readCurl,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';

const DAY_MS = 86_400_000;
/** Thirteen weeks are many figures for a machine that is busy with other things. */
const SLOW = { timeout: 30_000 };

test('what a key called is counted, and stands on the app’s page, in the table and in the file alike', async ({
  page,
  browser,
}) => {
  const uma = somebodyNew('Uma');
  await registerAndLogIn(page, uma);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: `Meter ${process.pid}` });
  await page.goto(linkIn(await mailbox.waitFor(uma.email, /approved/i), '/keys/confirm'));
  const key = await generateKey(page);
  const { url } = readCurl(await shownCurl(page));
  const answers: number[] = [];
  // Five in ten seconds are allowed.
  for (let calls = 0; calls < 8; calls += 1) answers.push(await call(url, key));
  const tooMany = answers.filter((status) => status === 429).length;
  expect(answers[0]).toBe(200);

  await page.goto('/apps');
  await page.getByRole('link', { name: /^Meter/ }).click();
  await expect(page).toHaveURL(/\/apps\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  await expect(page).toHaveURL(/\/usage$/);
  const app = new URL(page.url()).pathname;
  // The pump writes every two seconds.
  await expect(async () => {
    await page.goto(`${app}?span=24h`);
    await expect(page.getByRole('region', { name: 'By key' }).getByRole('cell').first()).toHaveText('8');
  }).toPass({ timeout: 30_000 });
  await expect(
    page.getByRole('img', { name: new RegExp(`^8 calls in the last 24 hours, ${tooMany} of`) }),
  ).toBeVisible();
  if (tooMany > 0) {
    const errors = page.getByRole('region', { name: 'Errors by code' });
    await expect(errors.getByRole('row', { name: /^429/ })).toContainText(String(tooMany));
  }
  expect(await tableTotal(page)).toBe(8);
  const file = await (await page.request.get(await csvHref(page))).text();
  expect(sumOfColumn(file, 'Calls')).toBe(8);
  expect(sumOfColumn(file, '429')).toBe(tooMany);
  expect(file).not.toContain(key);

  const ada = await asSomebodyElse(browser, ADA);
  expect((await ada.request.get(app)).status()).toBe(404);
  expect((await ada.request.get(await csvHref(page))).status()).toBe(404);
  await ada.context().close();
});

test('the portal’s usage equals the table that it comes from, and leads to an organization and an app', async ({
  page,
}) => {
  await logIn(page, ADMIN);
  await page.goto('/admin/usage');
  await page.getByRole('link', { name: '4 weeks' }).click();
  await expect(page).toHaveURL(/span=4w/, SLOW);
  // What others called a moment ago may be counted between the page and the file.
  await expect(async () => {
    await page.reload();
    const total = await tableTotal(page);
    expect(total).toBe(await countedSince(27));
    const file = await (await page.request.get(await csvHref(page))).text();
    expect(sumOfColumn(file, 'Calls')).toBe(total);
  }).toPass({ timeout: 60_000 });

  await page.getByRole('region', { name: 'Busiest organizations' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/organization=/, SLOW);
  await expect(page.getByRole('heading', { level: 1, name: /^Usage of / })).toBeVisible();
  const organization = await tableTotal(page);
  const apps = page.getByRole('region', { name: 'Busiest apps' });
  await apps.getByRole('link').first().click();
  await expect(page).toHaveURL(/app=/, SLOW);
  expect(await tableTotal(page)).toBeLessThanOrEqual(organization);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Usage' }).click();
  await expect(page).toHaveURL(/\/admin\/usage$/);
});

test('usage can be read without JavaScript', async ({ browser, page }) => {
  await logIn(page, ADA);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    baseURL: new URL(page.url()).origin,
  });
  const plain = await context.newPage();
  await plain.goto('/usage');
  await plain.getByRole('link', { name: '13 weeks' }).click();
  await expect(plain).toHaveURL(/span=13w/, SLOW);
  expect(await tableTotal(plain)).toBeGreaterThan(0);
  await context.close();
});

/** The sum of the table beneath the first chart. */
async function tableTotal(page: Page): Promise<number> {
  const details = page.locator('details', { hasText: 'Show the figures as a table' });
  await details.locator('summary').click();
  const cells = await details.locator('tbody tr td:nth-of-type(1)').allTextContents();
  await details.locator('summary').click();
  return cells.reduce((sum, cell) => sum + Number(cell.replaceAll(',', '')), 0);
}

async function csvHref(page: Page): Promise<string> {
  return (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '';
}

/** The demo's names have no comma and no quote, so a line can be cut at its commas; one with a list of products cannot. */
function sumOfColumn(file: string, head: string): number {
  const [first = '', ...lines] = file.replace('\uFEFF', '').trim().split('\r\n');
  const column = first.split(',').indexOf(head);
  expect(column).toBeGreaterThan(0);
  const cells = lines.map((line) => line.replace(/"[^"]*"/g, '').split(',')[column]);
  return cells.reduce((sum, cell) => sum + Number(cell), 0);
}

/** All calls with keys that the pump's table has of the last days, today included. */
async function countedSince(days: number): Promise<number> {
  const dataDir = path.dirname(required('E2E_GATEWAY_SECRET_FILE'));
  const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim();
  const port = required('E2E_POSTGRES_PORT');
  const client = new pg.Client({ connectionString: `postgres://portico:${password}@127.0.0.1:${port}/portico_usage` });
  await client.connect();
  try {
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const { rows } = await client.query(
      `select sum(counter_hits)::int as calls from tyk_aggregated where dimension = 'apikeys' and timestamp >= $1`,
      [(today - days * DAY_MS) / 1000],
    );
    return rows[0]?.calls ?? 0;
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
