import type { Page } from '@playwright/test';
import { addToCart, generateKey, requestAccess, shownCurl } from './asking';
import { ADA, ADMIN, asSomebodyElse, call, expect, gatewayUrl, logIn, mailbox, readCurl, test } from './fixtures';
import { createDraft, deprecate, gateway, publishIn, statusFor, synchronize, upload } from './offer';

/** A name that no other run of these stories has used on the same demo. */
const unique = (word: string) => `${word} ${process.pid} ${Date.now().toString(36)}`;
const idOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

test('a policy of a gateway becomes a product that somebody gets a key for and calls', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const name = unique('Harbour weather');
  const plan = unique('Tide table');
  const catalog = unique('Quay');
  await gateway.putAccessPolicy({ id: idOf(name), name, apiId: 'weather' });
  await gateway.putLimitsPolicy({ id: idOf(plan), name: plan, rate: 5, per: 10 });
  await logIn(page, ADMIN);

  const path = await test.step('a gateway with a wrong secret says so, and with the right one proposes', async () => {
    await page.goto('/admin/gateways/new');
    await page.getByLabel('Name').fill(unique('Second gateway'));
    await page.getByLabel('Control URL').fill(gatewayUrl());
    await page.getByLabel('Organization id').fill(await gateway.orgId());
    await page.getByLabel('Secret', { exact: true }).fill('a-secret-of-somewhere-else');
    await page.getByRole('button', { name: 'Add gateway' }).click();
    await expect(page).toHaveURL(/\/admin\/gateways\/[0-9a-f-]{36}$/);
    const overview = new URL(page.url()).pathname;
    await expect(page.getByText('refuses the portal’s secret').first()).toBeVisible({ timeout: 30_000 });
    await page.goto(`${overview}/settings`);
    const form = page.getByRole('form', { name: 'Change the secret' });
    await form.getByRole('textbox', { name: 'Secret' }).fill(gateway.secret());
    await form.getByRole('button', { name: 'Change secret' }).click();
    await expect(page.getByText(/^The secret was changed/).first()).toBeVisible();
    await synchronize(page, overview);
    return overview;
  });

  const product = await test.step('the policy that opens an API becomes a product with that API', async () => {
    await page.getByRole('link', { name: `Make a product of ${name}` }).click();
    await expect(page.getByText(/^The product gets its APIs: Weather API/)).toBeVisible();
    await page.getByLabel('Summary').fill('Wind and waves before you sail.');
    await page.getByRole('button', { name: 'Create draft' }).click();
    await expect(page).toHaveURL(/\/admin\/products\/(?!new)[a-z0-9-]+$/);
    await expect(page.getByText('Put it into a catalog.')).toBeVisible();
    return new URL(page.url()).pathname;
  });

  await test.step('the policy that limits becomes a plan, in a catalog of its own', async () => {
    await page.goto('/admin/catalogs/new');
    await page.getByLabel('Name').fill(catalog);
    await page.getByRole('radio', { name: 'Internal' }).check();
    await page.getByRole('button', { name: 'Create catalog' }).click();
    await expect(page).toHaveURL(/\/admin\/catalogs\/[a-z0-9-]+\/content$/);
    await page.goto(path);
    await page.getByRole('link', { name: `Make a plan of ${plan}` }).click();
    await page.getByRole('checkbox', { name: 'Approve requests at once' }).check();
    await page.getByRole('checkbox', { name: catalog }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL(/\/admin\/plans\/[0-9a-f-]{36}$/);
  });

  await publishIn(page, product, catalog);
  await test.step('a developer finds it there, gets a key, and is answered', async () => {
    const ada = await asSomebodyElse(browser, ADA);
    await addToCart(ada, { catalog: idOf(catalog), product: 0 });
    await requestAccess(ada, { catalog, plan, app: name });
    const key = await takeKey(ada);
    const { url } = readCurl(await shownCurl(ada));
    expect(await call(url, key)).toBe(200);
    expect(await call(url, null)).toBe(401);
    await ada.context().close();
  });
});

test('a broken document is reported by line and place, and the one that is live stays', async ({ page, browser }) => {
  const name = unique('Lighthouse log');
  await logIn(page, ADMIN);
  const product = await createDraft(page, { name, summary: 'What the keepers wrote.', opens: null });
  await page.goto(`${product}/apis`);
  await page.getByRole('form', { name: 'Add an API by name' }).getByLabel('Name').fill('Log');
  await page.getByRole('form', { name: 'Add an API by name' }).getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('form', { name: 'APIs of this product' })).toBeVisible();
  await publishIn(page, product, 'Public');

  await upload(page, product, GOOD);
  await expect(page.getByText(/^Version 1 is live/)).toBeVisible({ timeout: 30_000 });
  await upload(page, product, BROKEN);
  await expect(page.getByText('Version 2 cannot be shown')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('link', { name: 'See what is wrong with it' }).click();
  await expect(page.getByRole('heading', { name: 'Report' })).toBeVisible();
  // As an editor counts lines, and as programs point.
  const place = page.getByRole('row').filter({ hasText: '/openapi' });
  await expect(place.getByRole('cell', { name: '2', exact: true })).toBeVisible();

  const stranger = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  await stranger.goto(`${product.replace('/admin', '')}/docs/log`);
  await expect(stranger.getByText('Read the log').first()).toBeVisible();
  await stranger.close();
});

test('a policy that the gateway loses hides its product at once, tells the admins, and brings it back', async ({
  page,
  browser,
}) => {
  const name = unique('Star charts');
  const policy = { id: idOf(name), name, apiId: 'maps' };
  await gateway.putAccessPolicy(policy);
  await logIn(page, ADMIN);
  await page.goto('/admin/gateways');
  const path = await page.getByRole('link', { name: 'Gateway', exact: true }).getAttribute('href');
  if (!path) throw new Error('the demo has no gateway');
  await synchronize(page, path);
  const product = await createDraft(page, {
    name,
    summary: 'Where the stars stand.',
    opens: new RegExp(`^Gateway: .*${policy.id}`),
  });
  await publishIn(page, product, 'Public');
  const live = product.replace('/admin', '');
  expect(await statusFor(browser, live)).toBe(200);

  await gateway.deletePolicy(policy.id);
  await synchronize(page, path);
  expect(await statusFor(browser, live)).toBe(404);
  // By what it names, since the subject is the same for every loss.
  await expect
    .poll(async () => (await mailbox.all()).filter(({ to, text }) => to.includes(ADMIN.email) && text.includes(name)), {
      timeout: 20_000,
    })
    .toEqual([expect.objectContaining({ subject: expect.stringMatching(/lost policies/) })]);

  await gateway.putAccessPolicy(policy);
  await synchronize(page, path);
  expect(await statusFor(browser, live)).toBe(200);
  await page.goto('/notifications');
  await expect(page.getByText(`Shown again: ${name} (product)`).first()).toBeVisible();
});

test('a deprecation is told once to those who hold keys, with the day on which it ends', async ({ page, browser }) => {
  const name = unique('Old ferry');
  await logIn(page, ADMIN);
  const product = await createDraft(page, {
    name,
    summary: 'The way over the river.',
    opens: /^Gateway: .*acl-weather/,
  });
  await publishIn(page, product, 'Public');
  await test.step('somebody holds a key for it', async () => {
    const ada = await asSomebodyElse(browser, ADA);
    await ada.goto(product.replace('/admin', ''));
    const offer = ada.locator('[data-catalog="public"]');
    await offer.getByRole('button', { name: 'Add to cart' }).click();
    await expect(offer.getByText('In your cart').first()).toBeVisible();
    await requestAccess(ada, { catalog: 'Public', plan: 'Free', app: name });
    await takeKey(ada);
    await ada.context().close();
  });

  await deprecate(page, product, 'Deprecate', 'Take the bridge.');
  await expect(page.getByText('Deprecated', { exact: true }).first()).toBeVisible();
  const subject = new RegExp(`${name} is deprecated`);
  const mail = await mailbox.waitFor(ADA.email, subject);
  expect(mail.text).toMatch(/ends on .*2031[\s\S]*Take the bridge\./);
  // Another note is no other day. What is announced after it arrives, and no second mail with it.
  await deprecate(page, product, 'Change deprecation', 'Take the bridge, it is free.');
  await page.goto(`${product}/changelog`);
  await page.getByLabel('What changed').fill(`${name} sails less`);
  await page.getByRole('checkbox', { name: /^Announce to/ }).check();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await mailbox.waitFor(ADA.email, new RegExp(`${name} sails less`));
  const told = (await mailbox.all()).filter((one) => one.to.includes(ADA.email) && subject.test(one.subject));
  expect(told).toHaveLength(1);

  const stranger = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  await stranger.goto(product.replace('/admin', ''));
  await expect(stranger.getByText('This product is deprecated')).toBeVisible();
  await expect(stranger.getByText('Take the bridge, it is free.')).toBeVisible();
  await stranger.close();
});

const GOOD = `openapi: 3.0.3
info: { title: Log, version: '1' }
paths:
  /log:
    get:
      summary: Read the log
      responses: { '200': { description: It is here. } }
`;
/** Its second line names a version that there is not. */
const BROKEN = `# The next one\n${GOOD.replace('3.0.3', '9.9.9')}`;

/** From the page of a request that was approved at once to its key. */
async function takeKey(page: Page): Promise<string> {
  await page.locator('main a[href^="/apps/"]').first().click();
  return generateKey(page);
}
