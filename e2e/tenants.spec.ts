import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import { ADA, ADMIN, expect, logIn, registerAndLogIn, somebodyNew, test } from './fixtures';
import { foundOrganization } from './organizations';

/** Where Ada finds everything that is hers or her organization's. */
const PRIVATE = /^\/(apps|requests|organization|profile|notifications|cart|keys)(\/|\?|$)/;
const ADMIN_PAGES = /^\/admin(\/|\?|$)/;
const WITH_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** What must never reach somebody of another organization. */
const ACME = /acme\.test|\bAcme\b/;
/** Names that nobody else of the run has. */
const [EVE, NORA] = [`Eve${process.pid}`, `Nora${process.pid}`];
const IS_FILE = /\/export|\.csv/;
/** Enough for every kind of page; the demo has a handful of each. */
const PAGES_MAX = 60;

test('a stranger with real ids finds nothing but "not found", on every page and by every form [I-01] [I-02] [Z-03]', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const ada = await personWithoutScripts(browser, ADA);
  const before = await walk(ada.page, '/', PRIVATE);
  const hers = [...before.keys()].filter((path) => WITH_ID.test(path));
  expect(hers.length, 'pages of Ada with an id in the address').toBeGreaterThan(5);

  const admin = await personWithoutScripts(browser, ADMIN);
  const eve = await strangerOfAnotherOrganization(browser);
  await test.step('every page', async () => {
    for (const path of before.keys()) await findsNothing(eve.context.request, path);
  });
  const did = await doingsOf(admin.page, EVE);
  await test.step('every form, with everything that it sends', async () => {
    let sent = 0;
    for (const [path, { forms }] of before) {
      // Forms about oneself would only change Eve.
      for (const form of forms.filter((fields) => WITH_ID.test(path) || Object.values(fields).some(hasId))) {
        await eve.context.request.post(path, { multipart: form, headers: { origin: origin() } });
        sent += 1;
      }
    }
    const own = await eve.context.request.get('/organization');
    expect(await own.text(), 'Eve was logged in all the time').toContain('Evil Works');
    expect(sent, 'forms sent').toBeGreaterThan(15);
  });
  await test.step('and none of it did anything', async () => {
    expect(await doingsOf(admin.page, EVE)).toEqual(did);
  });
  await Promise.all([ada.context.close(), eve.context.close(), admin.context.close()]);
});

test('no page or file of the admin portal exists for a developer [Z-01] [Z-05] [S-05]', async ({ browser }) => {
  const admin = await personWithoutScripts(browser, ADMIN);
  const pages = await walk(admin.page, '/admin', ADMIN_PAGES);
  expect(pages.size).toBeGreaterThan(20);
  // Somebody of whom no form is: a session is its owner's to end, also from here.
  const nora = await newcomer(browser);
  const did = await doingsOf(admin.page, NORA);
  for (const [path, { forms }] of pages) {
    const answer = await nora.request.get(path);
    expect(answer.status(), path).toBe(404);
    for (const form of forms) {
      const posted = await nora.request.post(path, { multipart: form, headers: { origin: origin() } });
      expect(posted.status(), path).toBeGreaterThanOrEqual(400);
    }
  }
  expect(await doingsOf(admin.page, NORA)).toEqual(did);
  await Promise.all([nora.close(), admin.context.close()]);
});

const hasId = (value: string) => WITH_ID.test(value);

type Seen = { forms: Record<string, string>[] };

const origin = () => process.env.E2E_PORTAL_URL ?? '';

/** Without client scripts every form shows what it would send. */
async function personWithoutScripts(browser: Browser, who: { email: string; password: string }) {
  const context = await browser.newContext({ baseURL: origin(), javaScriptEnabled: false });
  const page = await context.newPage();
  await logIn(page, who);
  return { context, page };
}

async function newcomer(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin() });
  await registerAndLogIn(await context.newPage(), somebodyNew(NORA));
  return context;
}

async function strangerOfAnotherOrganization(browser: Browser): Promise<{ context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: origin() });
  const page = await context.newPage();
  await registerAndLogIn(page, somebodyNew(EVE));
  await foundOrganization(page, browser, `Evil Works ${process.pid}`);
  return { context };
}

/** Opens every page that links lead to, within `inside`: its forms. Files are opened, not read. */
async function walk(page: Page, start: string, inside: RegExp): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const waiting = [start];
  while (waiting.length > 0 && seen.size < PAGES_MAX) {
    const path = waiting.shift();
    if (path === undefined || seen.has(path)) continue;
    if (IS_FILE.test(path)) {
      seen.set(path, { forms: [] });
      continue;
    }
    await page.goto(path);
    seen.set(path, { forms: await formsOf(page) });
    for (const href of await page
      .locator('a[href^="/"]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
      const target = href?.split('#')[0] ?? '';
      if (inside.test(target) && !isRepetition(target, seen, waiting)) waiting.push(target);
    }
  }
  return seen;
}

/** Filters and pages of a list are one page; so are many things of one kind. */
function isRepetition(target: string, seen: Map<string, Seen>, waiting: string[]): boolean {
  const shape = (path: string) => path.replace(WITH_ID, 'id').replace(/\?.*/, '');
  const known = [...seen.keys(), ...waiting];
  const alike = known.filter((path) => shape(path) === shape(target)).length;
  return known.includes(target) || alike >= (WITH_ID.test(target) ? 3 : 1);
}

/** What the audit log says that somebody did; no change commits without its event. A refusal that is written down is none. */
async function doingsOf(page: Page, firstName: string): Promise<string[]> {
  await page.goto(`/admin/audit?who=${firstName}`);
  const events = await page.locator('main details code').allTextContents();
  expect(events.length, 'events of somebody who registered').toBeGreaterThan(0);
  return events.filter((event) => /^[a-z_]+\.[a-z_]+$/.test(event) && !event.includes('refused'));
}

/** What each form of the page would send; search and log-out are nobody's secret. */
async function formsOf(page: Page): Promise<Record<string, string>[]> {
  const forms = await page.locator('main form[method="POST" i]').evaluateAll((found) =>
    found.map((form) => {
      const fields: Record<string, string> = {};
      for (const [name, value] of new FormData(form as HTMLFormElement)) {
        if (typeof value === 'string') fields[name] = value || 'a harbour with nine lanterns';
      }
      const button = form.querySelector<HTMLButtonElement>('button[name]');
      if (button) fields[button.name] = button.value;
      return fields;
    }),
  );
  return forms.filter((fields) => Object.keys(fields).length > 0);
}

/** As a page, and as what client navigation asks for. */
async function findsNothing(request: APIRequestContext, path: string): Promise<void> {
  for (const headers of [{}, { rsc: '1' }]) {
    const answer = await request.get(path, { headers });
    if (WITH_ID.test(path)) expect([404, 200], path).toContain(answer.status());
    if (WITH_ID.test(path) && !('rsc' in headers)) expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toMatch(ACME);
  }
}
