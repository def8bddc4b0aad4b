import AxeBuilder from '@axe-core/playwright';
import { expect, logIn, test } from './fixtures';
import { looks, open, viewers } from './pages';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const [viewer, who] of Object.entries(viewers)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no page that ${viewer} sees breaks an accessibility rule, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const blocked: string[] = [];
      page.on('console', (line) => {
        if (/content security policy/i.test(line.text())) blocked.push(line.text());
      });
      if (who) await logIn(page, who);
      for (const look of looks.filter(({ as }) => as === viewer)) {
        await open(page, look);
        // A frame in which no script may run takes axe, and the browser, down. What is in it is a mail and not a page.
        await page.locator('iframe[sandbox]').evaluateAll((frames) => {
          for (const frame of frames) frame.remove();
        });
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const told = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        );
        expect(told, `${look.name} (${look.path})`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${look.name} is wider than its window`).toBeLessThanOrEqual(0);
      }
      expect(blocked).toEqual([]);
    });
  }
}
