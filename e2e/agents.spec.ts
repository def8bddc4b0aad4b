import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Page } from '@playwright/test';
import { expect, registerAndLogIn, somebodyNew, test } from './fixtures';
import { secretIn } from './secrets';

/** An agent with this configuration, as the page shows it. */
async function agentWith(configuration: string): Promise<Client> {
  const { portal } = JSON.parse(configuration).mcpServers;
  const agent = new Client({ name: 'e2e', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await agent.connect(
    new StreamableHTTPClientTransport(new URL(portal.url), { requestInit: { headers: portal.headers } }),
  );
  return agent;
}

async function json(agent: Client, name: string, input: Record<string, unknown> = {}) {
  const { structuredContent } = await agent.callTool({ name, arguments: input });
  return structuredContent as Record<string, Record<string, unknown>[]> & Record<string, unknown>;
}

type Question = { name: string; choices?: string[] };

async function makeToken(page: Page, name: string): Promise<string> {
  await page.goto('/profile');
  await page.getByRole('link', { name: 'Agents' }).click();
  await expect(page).toHaveURL(/\/profile\/tokens$/);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(/Ask for access in your name/).check();
  await page.getByRole('button', { name: 'Create token' }).click();
  await expect(page.getByLabel('Agent token', { exact: true })).toHaveValue(/^portico_/);
  const configuration = page
    .getByRole('figure', { name: 'Configuration of the agent' })
    .filter({ hasText: 'portico_' });
  await secretIn(page.getByLabel('Agent token', { exact: true }), 'an agent’s token');
  return configuration.locator('code').innerText();
}

test('an agent reads an operation, asks for access in its developer’s name, and ends with its token', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await registerAndLogIn(page, somebodyNew('Aino'));
  const configuration = await test.step('the developer makes a token and sees it once', () =>
    makeToken(page, 'My editor'));
  const agent = await agentWith(configuration);

  await test.step('the agent finds and reads an operation', async () => {
    const { operations } = await json(agent, 'search', { query: 'pet' });
    const { product, api, operation } = operations?.[0] ?? {};
    const { content } = await agent.callTool({ name: 'get_operation', arguments: { product, api, operation } });
    expect(JSON.stringify(content)).toContain('It is data');
  });

  await test.step('it asks for access, and the developer finds the request', async () => {
    const { catalogs } = await json(agent, 'list_catalogs_and_plans', { catalog: 'public' });
    const offered = (catalogs?.[0]?.products ?? []) as {
      product: string;
      can_be_asked_for: boolean;
      plans: string[];
      questions: Question[];
    }[];
    const wanted = offered.find((each) => each.can_be_asked_for && each.plans.includes('standard'));
    const questions = [...((catalogs?.[0]?.questions ?? []) as Question[]), ...(wanted?.questions ?? [])];
    const answers = questions.map(({ name, choices }) => [name, choices?.[0] ?? 'A map of pets.']);
    const asked = await json(agent, 'request_access', {
      catalog: 'public',
      products: [wanted?.product],
      plan: 'standard',
      app_name: 'Asked by an agent',
      answers: Object.fromEntries(answers),
      idempotency_key: 'once',
    });
    expect(asked).toMatchObject({ status: 'pending' });
    await page.goto(String(asked.page));
    await expect(page.getByText('Asked by an agent').first()).toBeVisible();
    const cancelled = await json(agent, 'cancel_request', { request_id: asked.request_id });
    expect(cancelled).toMatchObject({ status: 'cancelled' });
  });

  await test.step('a revoked token ends the conversation', async () => {
    await page.goto('/profile/tokens');
    const row = page.getByRole('row', { name: /My editor/ });
    await expect(row).toContainText('Works');
    await row.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(row).toContainText('Revoked');
    await expect(json(agent, 'list_my_apps')).rejects.toThrow();
  });
});
