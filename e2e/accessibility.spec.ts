import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, logIn, test } from './fixtures';
import { looks, open, viewers } from './pages';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of a page, in both themes, while unit tests take both cores. */
const LOOK_MAX_MS = 15_000;

for (const [viewer, who] of Object.entries(viewers)) {
  test(`no page that ${viewer} sees breaks an accessibility rule or its own security policy [H-01]`, async ({
    page,
  }) => {
    const seen = looks.filter(({ as }) => as === viewer);
    test.setTimeout(60_000 + seen.length * LOOK_MAX_MS);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const blocked: string[] = [];
    // The console says most of them; the event says all, also of what a page tries before anybody listens to it.
    page.on('console', (line) => {
      if (/content security policy/i.test(line.text())) blocked.push(line.text());
    });
    await page.exposeFunction('noteViolation', (what: string) => blocked.push(what));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const note: unknown = Reflect.get(window, 'noteViolation');
        const what = `${event.violatedDirective}: ${event.blockedURI} at ${location.pathname}`;
        if (typeof note === 'function') note(what);
      });
    });
    if (who) await logIn(page, who);
    for (const look of seen) {
      await open(page, look);
      // A frame in which no script may run takes axe, and the browser, down. What is in it is a mail and not a page.
      await page.locator('iframe[sandbox]').evaluateAll((frames) => {
        for (const frame of frames) frame.remove();
      });
      // A colour that is on its way to the other theme is none of either.
      await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; }' });
      expect(await broken(page, (axe) => axe.withTags(RULES)), `${look.name} (${look.path})`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${look.name} is wider than its window`).toBeLessThanOrEqual(0);
      // The dark theme is the same page in other colours: only what is about colours can differ.
      await page.emulateMedia({ colorScheme: 'dark' });
      const inDark = await broken(page, (axe) => axe.withRules(['color-contrast', 'link-in-text-block']));
      expect(inDark, `${look.name} (${look.path}), dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    console.log(`${viewer}: ${seen.length} pages, ${blocked.length} violations`);
    expect(blocked).toEqual([]);
  });
}

/** Each broken rule with what breaks it. */
async function broken(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // In the page itself instead of a blank one for each look, and without naming each thing that is right.
  const axe = choose(new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true));
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
