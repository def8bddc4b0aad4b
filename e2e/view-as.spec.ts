import type { APIRequestContext, Page } from '@playwright/test';
import { ADA, ADMIN, asSomebodyElse, expect, logIn, TOM, test } from './fixtures';

/** Of the catalog for partners alone, whose audience is Acme. */
const PRIVATE = { slug: 'file-transfer', name: 'File transfer' };
/** Of another organization. */
const JONAS = { email: 'jonas@birchwood.test', password: ADA.password };

/** The addresses of all products that the catalogs show to whoever looks. */
async function productsOn(page: Page): Promise<string[]> {
  await page.goto('/catalogs');
  await expect(page.getByRole('heading', { level: 1, name: 'Catalogs' })).toBeVisible();
  const found = await page
    .locator('main a[href^="/products/"]')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
  return [...new Set(found)].sort();
}

async function viewAs(admin: Page, who: string): Promise<void> {
  await admin.goto(`/admin/view-as?q=${encodeURIComponent(who)}`);
  await admin.getByRole('button', { name: 'View as' }).last().click();
  await expect(admin).toHaveURL(/\/catalogs$/);
  await expect(admin.getByRole('complementary', { name: 'View as' })).toBeVisible();
}

test('what Tom sees and what an admin sees as Tom is the same, and nothing can be done in his name', async ({
  page,
  browser,
}) => {
  const tom = await asSomebodyElse(browser, TOM);
  const seenByTom = await productsOn(tom);
  expect(seenByTom).toContain(`/products/${PRIVATE.slug}`);
  await tom.goto('/cart');
  const cartOfTom = await tom.getByRole('main').innerText();

  await logIn(page, ADMIN);
  await viewAs(page, TOM.email);
  expect(await productsOn(page)).toEqual(seenByTom);

  await page.goto(`/products/${PRIVATE.slug}`);
  await expect(page.getByRole('heading', { level: 1, name: PRIVATE.name })).toBeVisible();
  await expect(page.getByRole('button', { name: /add to cart|watch/i })).toHaveCount(0);
  await page.goto('/products/pet-store/docs/pets/getPetById');
  await expect(page.getByRole('button', { name: /try it|send/i })).toHaveCount(0);
  const trial = await page.request.get('/products/pet-store/docs/pets/getPetById/try');
  expect(trial.status()).toBeGreaterThanOrEqual(400);
  // Tom's own places stay his: the admin is led to their own.
  for (const place of ['/cart', '/apps', '/requests', '/organization']) {
    await page.goto(place);
    await expect(page).toHaveURL(/\/admin$/);
  }
  await page.goto('/admin/audit?event=offer.viewed_as');
  await expect(page.getByRole('main').getByRole('link', { name: 'Tom Becker' }).first()).toBeVisible();

  await page.goto('/catalogs');
  await page.getByRole('button', { name: 'Stop viewing' }).click();
  await expect(page).toHaveURL(/\/admin\/catalogs$/);
  await page.goto('/catalogs');
  await expect(page.getByRole('complementary', { name: 'View as' })).toHaveCount(0);
  await tom.reload();
  expect(await tom.getByRole('main').innerText()).toBe(cartOfTom);
  await tom.context().close();
});

/** Every door over HTTP: those that lead to the product, and those that would name it. */
async function doorsThatTell(request: APIRequestContext): Promise<string[]> {
  const { slug, name } = PRIVATE;
  const docs = `/products/${slug}/docs/transfer`;
  const guide = `/products/${slug}/guides/copy-a-file`;
  const own = [
    ...[guide, `${guide}.md`, `${guide}/card.png`],
    ...[`/products/${slug}`, `/products/${slug}.md`, `/products/${slug}/card.png`, `/catalogs/partners`],
    ...[docs, `${docs}.md`, `${docs}/index.json`, `${docs}/document`, `${docs}?schemas=all`, '/catalogs/partners.md'],
    `/products/${slug}/images/00000000-0000-4000-8000-000000000000`,
  ];
  const lists = ['/', '/catalogs', '/catalogs.md', '/llms.txt', '/sitemap.xml', `/search?q=${name}`];
  const telling: string[] = [];
  for (const path of [...own, ...lists, `/search/suggest?area=live&q=transfer`]) {
    const response = await request.get(path);
    const text = await response.text();
    // A search says again what was searched for; its address does not name the product.
    if (text.includes(`/products/${slug}`) && !own.includes(path)) telling.push(path);
    if (own.includes(path) && response.status() !== 404) telling.push(path);
  }
  return telling;
}

test('a product of a private catalog is told by no door to a stranger or another organization, and by all to its own', async ({
  page,
  playwright,
  browser,
  baseURL,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  expect(await doorsThatTell(stranger)).toEqual([]);
  // What does not exist answers the same.
  const answer = async (path: string) => {
    const response = await stranger.get(path);
    return [
      response.status(),
      response.headers()['content-type'],
      (await response.text()).match(/<title>.*?<\/title>/)?.[0],
    ];
  };
  for (const [hidden, imaginary] of [
    [`/products/${PRIVATE.slug}`, '/products/never-was'],
    [`/products/${PRIVATE.slug}.md`, '/products/never-was.md'],
    ['/catalogs/partners', '/catalogs/never-was'],
  ] as const) {
    expect(await answer(hidden)).toEqual(await answer(imaginary));
  }
  await stranger.dispose();

  const jonas = await asSomebodyElse(browser, JONAS);
  expect(await doorsThatTell(jonas.request)).toEqual([]);
  await jonas.context().close();

  await logIn(page, ADA);
  const told = await doorsThatTell(page.request);
  expect(told).toEqual(
    expect.arrayContaining(
      [
        '',
        '.md',
        '/docs/transfer',
        '/docs/transfer.md',
        '/docs/transfer/index.json',
        '/docs/transfer/document',
        '/guides/copy-a-file',
        '/guides/copy-a-file.md',
      ].map((rest) => `/products/${PRIVATE.slug}${rest}`),
    ),
  );
  expect(told).toEqual(expect.arrayContaining(['/catalogs', '/llms.txt', '/search/suggest?area=live&q=transfer']));
  // Made for anybody, whoever asks: never of a private product.
  expect(told).not.toContain('/sitemap.xml');
  expect(told).not.toContain(`/products/${PRIVATE.slug}/card.png`);
});
