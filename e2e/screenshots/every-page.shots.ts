import { fileURLToPath } from 'node:url';
import { logIn, test } from '../fixtures';
import { looks, open, viewers } from '../pages';

const folder = fileURLToPath(new URL('../../.screenshots/', import.meta.url));
const widths = [390, 1440];
const themes = ['light', 'dark'] as const;

for (const [viewer, who] of Object.entries(viewers)) {
  test(`pages as ${viewer} sees them`, async ({ page }) => {
    if (who) await logIn(page, who);
    for (const look of looks.filter(({ as }) => as === viewer)) {
      await open(page, look);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: `${folder}${look.name}.${colorScheme}.${width}.png`, fullPage: true });
        }
      }
    }
  });
}
