import type { Browser, Page } from '@playwright/test';
import { addToCart, generateKey, requestAccess, shownKey } from './asking';
import {
  ADA,
  ADMIN,
  asSomebodyElse,
  DEVELOPER_PASSWORD,
  expect,
  gatewayUrl,
  linkIn,
  logIn,
  mailbox,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';
import { openSearch } from './keyboard';
import { createDraft, publishIn } from './offer';

test('an operation found with the keyboard is tried with one’s own key, and the key never reaches the browser', async ({
  page,
  browser,
}) => {
  const key = await revealedKey(browser, 'Warehouse board');
  await logIn(page, ADA);
  const told = listen(page, key);

  const everything = await openSearch(page);
  await everything.fill('pets by status');
  const operations = page.getByRole('group', { name: 'Operations' }).getByRole('option');
  await expect(operations.first()).toContainText('/pet/findByStatus');
  await everything.fill('list batches');
  // Who does not wait gets what they typed, not what still stands there.
  await everything.press('Enter');
  await expect(page).toHaveURL(/\/products\/parcel-shipping\/docs\/shipping\/list_batches$/);

  await page.getByRole('button', { name: 'Try it' }).press('Enter');
  const keys = page.getByLabel('Key to send');
  const label = await keys.locator('option', { hasText: 'Warehouse board' }).first().textContent();
  await keys.selectOption({ label: label ?? '' });
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText(/^200/)).toBeVisible();
  // The demo's API answers with what reached it: the gateway says whose key it was.
  await expect(answer.getByLabel('Body of the answer')).toContainText('"x-app-name": "Warehouse board"');

  await page.getByRole('button', { name: 'Test my key' }).click();
  await expect(page.getByText('This key works.')).toBeVisible();
  await expect(page.getByLabel('This call with curl')).toContainText('YOUR_API_KEY');
  expect(await told()).toEqual([]);
});

test('whose key does not work is told in words what is wrong', async ({ page, browser }) => {
  const kit = somebodyNew('Kit');
  await registerAndLogIn(page, kit);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: `Test bench ${process.pid}` });
  await page.goto(linkIn(await mailbox.waitFor(kit.email, /approved/i), '/keys/confirm'));
  const key = await generateKey(page);
  await page.goto('/apps');
  await page.getByRole('link', { name: /^Test bench/ }).click();
  await expect(page).toHaveURL(/\/apps\/[0-9a-f-]{36}$/);
  const app = new URL(page.url()).pathname;
  const says = async (words: string) => {
    await page.getByRole('button', { name: 'Test my key' }).click();
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 20_000 });
  };
  await says('This key works.');

  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto(`/admin${app}`);
  await admin.getByRole('button', { name: 'Suspend', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Suspend key' }).click();
  await expect(admin.getByRole('button', { name: /^Resume/ })).toBeVisible();
  await says('This key is suspended.');
  await admin.getByRole('button', { name: /^Resume/ }).click();
  await expect(admin.getByRole('button', { name: 'Suspend', exact: true })).toBeVisible();

  await page.goto('/products/parcel-shipping/docs/shipping/list_batches');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByLabel('Pasted key', { exact: true }).fill(key);
  await says('This key does not open this API.');
  await page.getByLabel('Pasted key', { exact: true }).fill(`X-Api-Key: ${key}`);
  await says('The key does not arrive where the gateway looks for it.');
  await page.getByLabel('Pasted key', { exact: true }).fill(key.slice(0, -1));
  await says('The gateway does not know this key.');
  try {
    await turn({ down: 'cut' });
    await says('The gateway does not answer.');
  } finally {
    await turn({ down: 'no' });
  }

  await admin.getByRole('button', { name: 'Revoke key' }).first().click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(admin.getByText(/^Revok(ing|ed)/).first()).toBeVisible();
  await page.getByLabel('Pasted key', { exact: true }).fill(key);
  await says('This key was revoked.');
  await admin.context().close();
});

test('a change of a watched product arrives under the bell and by mail, once', async ({ page, browser }) => {
  const devi = { email: 'dev@default.test', password: DEVELOPER_PASSWORD };
  const title = `Opening hours ${process.pid}`;
  await logIn(page, devi);
  await page.goto('/products/pet-store');
  await page.getByRole('button', { name: 'Watch Pet store' }).click();
  await expect(page.getByRole('button', { name: 'Stop watching Pet store' })).toBeVisible();
  try {
    const admin = await asSomebodyElse(browser, ADMIN);
    await admin.goto('/admin/products/pet-store/changelog');
    await admin.getByLabel('What changed').fill(title);
    await admin.getByLabel('Details').fill('The lamp is lit from nine to nine.');
    await admin.getByRole('checkbox', { name: /^Announce to/ }).check();
    await admin.getByRole('button', { name: 'Publish', exact: true }).click();
    const entry = admin.getByRole('row', { name: new RegExp(title) });
    await expect(entry).toContainText(/To \d+ (person|people)$/, { timeout: 30_000 });
    await admin.context().close();

    const mail = await mailbox.waitFor(devi.email, new RegExp(title));
    expect(mail.text).toContain('The lamp is lit from nine to nine.');
    await page.goto('/notifications');
    const line = page.getByRole('button', { name: new RegExp(title) });
    await expect(line).toHaveCount(1);
    await line.click();
    await expect(page).toHaveURL(/\/products\/pet-store/);
    await expect(page.getByText(title)).toBeVisible();
    const mails = (await mailbox.all()).filter(({ to, subject }) => to.includes(devi.email) && subject.includes(title));
    expect(mails).toHaveLength(1);
  } finally {
    await page.goto('/products/pet-store');
    await page.getByRole('button', { name: 'Stop watching Pet store' }).click();
    await expect(page.getByRole('button', { name: 'Watch Pet store', exact: true })).toBeVisible();
  }
});

test('what a stranger sees follows the admin at once, in the theme that the stranger chose', async ({
  page,
  browser,
}) => {
  const name = `Lighthouse notes ${process.pid}`;
  const admin = await asSomebodyElse(browser, ADMIN);
  const editor = await createDraft(admin, { name, summary: 'Which lamps burn where.', opens: null });
  const product = editor.replace('/admin', '');
  expect((await page.goto(product))?.status()).toBe(404);
  await publishIn(admin, editor, 'Public');

  expect((await page.goto(product))?.status()).toBe(200);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  await page.goto('/catalogs');
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  await expect(page.getByRole('heading', { name })).toBeVisible();

  await admin.getByRole('button', { name: 'Unpublish' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Unpublish' }).click();
  await expect(admin.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name })).toHaveCount(0);
  expect((await page.goto(product))?.status()).toBe(404);
  expect((await page.request.get(`${product}.md`)).status()).toBe(404);
  await admin.context().close();
});

test('a reference of more than a thousand operations finds one while one types, without asking again', async ({
  page,
}) => {
  const document = await page.request.get('/products/code-hosting/docs/rest/document');
  expect((await document.json()).openapi).toMatch(/^3/);
  await page.goto('/products/code-hosting/docs/rest');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const field = page.getByRole('combobox', { name: 'Find an operation' });
  await field.pressSequentially('create a review for a pull');
  const found = page.getByRole('listbox', { name: 'Operations' }).getByRole('option');
  await expect(found.first()).toContainText('/repos/{owner}/{repo}/pulls/{pull_number}/reviews');
  expect(asked.filter((path) => path.endsWith('/index.json'))).toHaveLength(1);
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Create a review/);
  await expect(page.getByText('pull_number', { exact: true }).first()).toBeVisible();
});

test.describe('without client JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('catalogs are filtered, everything is searched and an operation is read', async ({ page }) => {
    await page.goto('/catalogs');
    const filters = page.getByRole('navigation', { name: 'Filters' });
    await filters.getByText(/^\d+ more$/).click();
    await filters.getByRole('link', { name: /^science/ }).click();
    await expect(page.getByRole('heading', { name: 'Star atlas' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Pet store' })).toHaveCount(0);

    await page.goto('/');
    await page.locator('main').getByRole('searchbox').fill('pets by status');
    await page.locator('main').getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: /Finds Pets by status/ }).click();
    await expect(page.getByText('/pet/findByStatus').first()).toBeVisible();

    await page.goto('/products/code-hosting/docs/rest');
    const field = page.getByRole('combobox', { name: 'Find an operation' });
    await field.fill('create a review for a pull');
    await field.press('Enter');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Create a review for a pull request/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Create a review/);
    await expect(page.getByText(/^curl /).first()).toBeVisible();
  });
});

/** The key of an app of Ada's, as she reads it in another browser. */
async function revealedKey(browser: Browser, app: string): Promise<string> {
  const page = await asSomebodyElse(browser, ADA);
  await page.goto('/apps');
  await page.getByRole('link', { name: app }).click();
  await page.getByRole('button', { name: 'Reveal key' }).first().click();
  const key = await shownKey(page);
  expect(key.length).toBeGreaterThan(30);
  await page.context().close();
  return key;
}

/** Reads along everything that comes to the browser; answers where the secret was in it, the page itself included. */
function listen(page: Page, secret: string): () => Promise<string[]> {
  const read: Promise<string | null>[] = [];
  page.on('response', (response) => {
    // What was left behind by a navigation has no body any more.
    const body = response.body().catch(() => Buffer.alloc(0));
    const headers = JSON.stringify(response.headers());
    read.push(body.then((bytes) => (`${headers}${bytes.toString('latin1')}`.includes(secret) ? response.url() : null)));
  });
  return async () => {
    const told = (await Promise.all(read)).filter((url) => url !== null);
    expect(read.length).toBeGreaterThan(5);
    return (await page.content()).includes(secret) ? [...told, 'the page'] : told;
  };
}

/** Turns the switches of the demo gateway. */
async function turn(switches: object): Promise<void> {
  const answer = await fetch(`${gatewayUrl()}/demo/switches`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(switches),
  });
  expect(answer.status).toBe(200);
}
