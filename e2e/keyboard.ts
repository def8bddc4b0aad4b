import { expect, type Locator, type Page } from '@playwright/test';

// A page hears keys once its script has run, which nothing on it shows: a key that was pressed too early is pressed again.

/** Opens the search over everything with the keyboard; answers its field. */
export async function openSearch(page: Page): Promise<Locator> {
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await expect(async () => {
    // The same keys close it.
    if (!(await field.isVisible())) await page.keyboard.press('Control+k');
    await expect(field).toBeFocused({ timeout: 5_000 });
  }).toPass({ timeout: 40_000 });
  return field;
}

/** Waits until the inbox of requests hears its keys, of which `?` changes nothing. */
export async function untilKeysAreHeard(page: Page): Promise<void> {
  const list = page.getByRole('dialog', { name: 'Keys of the inbox' });
  await expect(async () => {
    if (!(await list.isVisible())) await page.keyboard.press('?');
    await expect(list).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
}
