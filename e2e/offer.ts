import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect, gatewayUrl } from './fixtures';

/** The demo gateway as its owner has it, by its own REST API. */
export const gateway = {
  secret(): string {
    const file = process.env.E2E_GATEWAY_SECRET_FILE;
    if (!file) throw new Error('E2E_GATEWAY_SECRET_FILE is not set: run through playwright.config.ts');
    return readFileSync(file, 'utf8').trim();
  },
  async orgId(): Promise<string> {
    const [api] = (await (await control('GET', '/tyk/apis')).json()) as { org_id: string }[];
    if (!api) throw new Error('the demo gateway has no API');
    return api.org_id;
  },
  /** Opens one API, without limits. */
  async putAccessPolicy(policy: { id: string; name: string; apiId: string }): Promise<void> {
    const { id, name, apiId } = policy;
    const access_rights = { [apiId]: { api_id: apiId, api_name: apiId, versions: ['Default'] } };
    await put({ id, name, access_rights, partitions: { acl: true, rate_limit: false, quota: false } });
  },
  /** Limits the rate, and opens nothing. */
  async putLimitsPolicy(policy: { id: string; name: string; rate: number; per: number }): Promise<void> {
    await put({ ...policy, access_rights: {}, partitions: { acl: false, rate_limit: true, quota: true } });
  },
  /** Makes a key without the portal, as a provider did before there was one. */
  async createKey(policyIds: string[]): Promise<string> {
    const body = { org_id: await gateway.orgId(), apply_policies: policyIds };
    const { key } = (await (await control('POST', '/tyk/keys/create', body)).json()) as { key: string };
    return key;
  },
  async deletePolicy(id: string): Promise<void> {
    await control('DELETE', `/tyk/policies/${id}`);
    await control('GET', '/tyk/reload?block=true');
  },
};

async function put(policy: { id: string } & Record<string, unknown>): Promise<void> {
  const org_id = await gateway.orgId();
  await control('POST', '/tyk/policies', { rate: 0, per: 0, quota_max: -1, active: true, org_id, ...policy });
  await control('GET', '/tyk/reload?block=true');
}

async function control(method: string, path: string, body?: object): Promise<Response> {
  const response = await fetch(`${gatewayUrl()}${path}`, {
    method,
    headers: { 'x-tyk-authorization': gateway.secret() },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the demo gateway answers ${response.status} to ${method} ${path}`);
  return response;
}

/** Saves the form that stands on the page, and waits for the word that it is done. */
export async function save(page: Page, form: string, word: RegExp = /^Saved/): Promise<void> {
  await page.getByRole('form', { name: form }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(word).first()).toBeVisible();
}

type Draft = { name: string; summary: string; opens: RegExp | null };

/** Makes a draft on the page for new products, by a policy of a gateway or as documentation only; answers its address. */
export async function createDraft(page: Page, { name, summary, opens }: Draft): Promise<string> {
  await page.goto('/admin/products/new');
  const form = page.getByRole('form', { name: 'New product' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Summary').fill(summary);
  await form.getByRole('radio', { name: opens ? 'A policy that the gateway has' : 'documentation only' }).check();
  if (opens) await choose(page, 'Policy', opens);
  await form.getByRole('button', { name: 'Create draft' }).click();
  await expect(page).toHaveURL(/\/admin\/products\/(?!new)[a-z0-9-]+$/);
  return new URL(page.url()).pathname;
}

/** Chooses the one option of a list that reads so. */
async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  const list = page.getByLabel(label, { exact: true });
  const value = await list.locator('option').filter({ hasText: option }).first().getAttribute('value');
  await list.selectOption(value ?? '');
}

/** Puts a product into a catalog and publishes it. */
export async function publishIn(page: Page, product: string, catalog: string): Promise<void> {
  await page.goto(`${product}/catalogs`);
  await page.getByRole('checkbox', { name: catalog, exact: true }).check();
  await save(page, 'Catalogs');
  // Opened again: the button of the page before still carries the version before, which is refused as stale.
  await page.goto(product);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Deprecate' })).toBeVisible();
}

/** Has a gateway synchronized, and waits until that is over. */
export async function synchronize(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Synchronize' }).click();
  await expect(page.getByText(/^Ordered\.|under way already/).first()).toBeVisible();
  await expect
    .poll(
      async () => {
        await page.goto(path);
        return page.getByText('Synchronization under way').count();
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** Uploads a document for the one API of a product. */
export async function upload(page: Page, product: string, document: string): Promise<void> {
  await page.goto(`${product}/docs`);
  const file = { name: 'log.yaml', mimeType: 'application/yaml', buffer: Buffer.from(document) };
  await page.getByLabel('OpenAPI file').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload' }).click();
}

/** What somebody who is not logged in is answered. */
export async function statusFor(browser: Browser, path: string): Promise<number> {
  const stranger = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  const answer = await stranger.goto(path);
  await stranger.close();
  return answer?.status() ?? 0;
}

/** Says on the product's page that it ends on the last day of 2031; `button` opens the dialog and confirms it. */
export async function deprecate(page: Page, product: string, button: string, note: string): Promise<void> {
  await page.goto(product);
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Last day').fill('2031-12-31');
  await dialog.getByLabel('What to do instead').fill(note);
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog).toBeHidden();
}
