import AxeBuilder from '@axe-core/playwright';
import { ADA, ADMIN, expect, logIn, test } from './fixtures';
import { openSearch } from './keyboard';

test('whoever is in a hurry finds an operation from any page without a mouse', async ({ page }) => {
  await logIn(page, ADA);
  await page.goto('/apps');
  const field = await openSearch(page);
  await expect(page.getByRole('option', { name: 'Catalogs' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('dialog.palette').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await field.fill('find pets by st');
  const found = page.getByRole('group', { name: 'Operations' }).getByRole('option');
  await expect(found.first()).toContainText('/pet/findByStatus');
  while (!(await found.first().getAttribute('aria-selected'))?.includes('true')) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/products\/pet-store\/docs\/pets\/findPetsByStatus$/);
  await expect(field).toHaveCount(0);

  await openSearch(page);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('an admin finds people and organizations, a developer who asks the same finds none [Z-13]', async ({
  page,
  browser,
}) => {
  await logIn(page, ADMIN);
  await page.goto('/admin');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('combobox').fill('tom');
  await expect(page.getByRole('group', { name: 'People' }).getByRole('option').first()).toContainText('tom@acme.test');
  await page.getByRole('combobox').fill('acme');
  await page.getByRole('group', { name: 'Organizations' }).getByRole('option').first().click();
  await expect(page).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}$/);

  const other = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  await logIn(other, ADA);
  for (const q of ['tom', 'acme']) {
    const { suggestions } = await (await other.request.get(`/search/suggest?area=admin&q=${q}`)).json();
    const kinds = suggestions.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => ['person', 'organization', 'request'].includes(kind))).toEqual([]);
  }
  await other.close();
});
