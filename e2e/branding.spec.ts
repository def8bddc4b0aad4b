import type { APIRequestContext, Page } from '@playwright/test';
import { ADA, ADMIN, asSomebodyElse, expect, logIn, test } from './fixtures';

const HEADLINE = 'Lamps for everybody who calls';
const headlineOf = (page: Page) => page.getByRole('heading', { level: 1 });

/** Fills the form of the branding and waits until the draft stands there. */
async function saveDraft(admin: Page, headline: string): Promise<void> {
  await admin.goto('/admin/settings/branding');
  await admin.getByLabel('Headline').fill(headline);
  await admin.getByRole('button', { name: 'Save the draft' }).click();
  await expect(admin.getByRole('heading', { name: 'There is a draft' })).toBeVisible();
  await expect(admin.getByText('It changes the headline.').first()).toBeVisible();
}

async function publish(admin: Page): Promise<void> {
  await admin.getByRole('button', { name: 'Publish', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Publish the branding' }).click();
  await expect(admin.getByRole('heading', { name: 'There is a draft' })).toHaveCount(0);
}

/** Whatever stands there: without a draft, and live as it was. */
async function putBack(admin: Page, headline: string): Promise<void> {
  await admin.goto('/admin/settings/branding');
  if (await admin.getByRole('heading', { name: 'There is a draft' }).isVisible()) {
    await admin.getByRole('button', { name: 'Discard', exact: true }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
    await expect(admin.getByRole('heading', { name: 'There is a draft' })).toHaveCount(0);
  }
  if ((await admin.getByLabel('Headline').inputValue()) === headline) return;
  await saveDraft(admin, headline);
  await publish(admin);
}

async function homeOfStranger(request: APIRequestContext): Promise<string> {
  return (await request.get('/')).text();
}

test('a draft of the branding is seen by admins who ask for it, and by everybody once it is published', async ({
  page,
  playwright,
  browser,
  baseURL,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  await logIn(page, ADMIN);
  await page.goto('/admin/settings/branding');
  const before = await page.getByLabel('Headline').inputValue();
  try {
    await saveDraft(page, HEADLINE);
    expect(await homeOfStranger(stranger)).not.toContain(HEADLINE);
    await page.getByRole('button', { name: 'Preview', exact: true }).first().click();
    await expect(page.getByRole('region', { name: 'Branding preview' })).toBeVisible();

    // The cookie of a preview shows nothing to whoever is no admin.
    const ada = await asSomebodyElse(browser, ADA);
    const cookie = { name: 'portico.branding-preview', value: '1', url: baseURL ?? '' };
    await ada.context().addCookies([cookie]);
    await ada.goto('/');
    await expect(ada.getByRole('region', { name: 'Branding preview' })).toHaveCount(0);
    await ada.context().close();
    expect(await (await stranger.get('/', { headers: { cookie: 'portico.branding-preview=1' } })).text()).not.toContain(
      HEADLINE,
    );

    await page.goto('/admin/settings/branding');
    await publish(page);
    await expect.poll(() => homeOfStranger(stranger)).toContain(HEADLINE);
  } finally {
    await putBack(page, before);
  }
  await expect.poll(() => homeOfStranger(stranger)).not.toContain(HEADLINE);
  await stranger.dispose();
});

test('a page goes from a draft that nobody finds into the footer of everybody, and out of it again', async ({
  page,
  playwright,
  baseURL,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const slug = `imprint-${process.pid}`;
  const title = `Imprint ${process.pid}`;
  const status = async (path: string) => (await stranger.get(path)).status();
  await logIn(page, ADMIN);
  await page.goto('/admin/settings/pages/new');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text', { exact: true }).fill('## Who we are\n\nSaltmarsh, **by the sea**.');
  await page.getByLabel('Address').fill(slug);
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/settings/pages/${slug}$`));

  expect([await status(`/pages/${slug}`), await status(`/pages/${slug}.md`)]).toEqual([404, 404]);
  await page.getByRole('link', { name: 'Preview' }).click();
  await expect(page.getByText('This is a draft')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Who we are' })).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unpublish' })).toBeVisible();
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: title }).click();
  await expect(page).toHaveURL(new RegExp(`/pages/${slug}$`));
  await expect(headlineOf(page)).toHaveText(title);
  expect(await (await stranger.get(`/pages/${slug}.md`)).text()).toBe(
    `# ${title}\n\n### Who we are\n\nSaltmarsh, **by the sea**.\n`,
  );
  for (const list of ['/', '/sitemap.xml', '/llms.txt']) {
    await expect.poll(async () => (await stranger.get(list)).text(), { message: list }).toContain(`/pages/${slug}`);
  }

  await page.goto(`/admin/settings/pages/${slug}`);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the page' }).click();
  await expect(page).toHaveURL(/\/admin\/settings\/pages$/);
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);
  expect(await status(`/pages/${slug}`)).toBe(404);
  await expect.poll(() => homeOfStranger(stranger)).not.toContain(`/pages/${slug}`);
  await stranger.dispose();
});
