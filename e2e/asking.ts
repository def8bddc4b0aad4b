import { expect, type Page } from '@playwright/test';
import { secretIn } from './secrets';

/** Puts the n-th product of a catalog into the cart, by its page. */
export async function addToCart(page: Page, from: { catalog: string; product: number }): Promise<void> {
  await page.goto(`/catalogs/${from.catalog}`);
  await page.getByRole('link', { name: 'More info' }).nth(from.product).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const offer = page.locator(`[data-catalog="${from.catalog}"]`);
  await offer.getByRole('button', { name: 'Add to cart' }).click();
  await expect(offer.getByText('In your cart').first()).toBeVisible();
}

/**
 * Asks for what the cart holds of one catalog; answers with the address of the request's page, or of where else one is
 * sent (`lands`).
 */
export async function requestAccess(
  page: Page,
  wish: { catalog: string; plan: string; app: string; lands?: RegExp },
): Promise<string> {
  await page.goto('/cart');
  const group = page.getByRole('region', { name: new RegExp(wish.catalog, 'i') });
  await group.getByRole('radio', { name: new RegExp(wish.plan, 'i') }).check();
  await fillFields(group);
  await group.getByRole('radio', { name: 'Create a new app' }).check();
  await group.getByLabel('App name').fill(wish.app);
  await group.getByRole('button', { name: 'Request access' }).click();
  await expect(page).toHaveURL(wish.lands ?? /\/(requests|apps)\/[0-9a-f-]{36}/);
  return page.url();
}

/**
 * Presses Generate key; answers with the key. A busy gateway is too late for the answer to that press: then the page has
 * a button in the key's place, to be pressed until the key is there.
 */
export async function generateKey(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Generate key' }).first().click();
  const field = page.getByLabel('API key').first();
  const again = page.getByRole('button', { name: /^(Reveal key|Look again)$/ }).first();
  await expect(async () => {
    await expect(field.or(again).first()).toBeVisible();
    if (!(await field.isVisible())) await again.click({ timeout: 10_000 });
    await expect(field).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  return shownKey(page);
}

/** The key that the page shows, once it is there. */
export async function shownKey(page: Page): Promise<string> {
  const field = page.getByLabel('API key').first();
  await expect(field).toBeVisible({ timeout: 30_000 });
  await expect(field).toHaveAttribute('readonly', /.*/);
  return secretIn(field, 'a key');
}

/** The ready line that calls the API with it. */
export async function shownCurl(page: Page): Promise<string> {
  const line = page.getByText(/^curl /).first();
  return (await line.textContent()) ?? '';
}

/** Answers every key-request field, whatever the admins ask. */
async function fillFields(group: ReturnType<Page['getByRole']>): Promise<void> {
  for (const field of await group
    .locator('[data-request-fields] :is(input[type=text], input[type=url], textarea)')
    .all()) {
    const isUrl = (await field.getAttribute('type')) === 'url';
    await field.fill(isUrl ? 'https://example.test/harbour' : 'A lamp for every ship that comes home at night');
  }
  for (const choice of await group.locator('[data-request-fields] select').all())
    await choice.selectOption({ index: 1 });
}
