import type { Browser } from '@playwright/test';
import { addToCart, requestAccess } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  gatewayUrl,
  mailbox,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';
import { tellSecret } from './secrets';

test('with plain delivery the key itself is mailed at approval', async ({ page, browser }) => {
  await deliver(browser, /plain/i);
  try {
    const pia = somebodyNew('Pia');
    await registerAndLogIn(page, pia);
    await addToCart(page, { catalog: 'public', product: 0 });
    await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Plain lamp' });
    const mail = await mailbox.waitFor(pia.email, /key/i);
    const key = mail.text.match(/[A-Za-z0-9+/=_-]{40,}/)?.[0] ?? '';
    expect(tellSecret('a key that was mailed', key).length).toBeGreaterThan(40);
    const bases = await page.request.get(`${gatewayUrl()}/demo/state`).then((state) => state.json());
    const paths: string[] = bases.apis.map((api: { listenPath: string }) => api.listenPath);
    const answers = await Promise.all(paths.map((path) => call(`${gatewayUrl()}${path}`, key)));
    expect(answers).toContain(200);
  } finally {
    await deliver(browser, /secure|confirmation/i);
  }
});

/** How keys reach developers, set by an admin on the settings page. */
async function deliver(browser: Browser, how: RegExp): Promise<void> {
  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto('/admin/settings/requests');
  await admin.getByRole('radio', { name: how }).first().check();
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText(/saved/i).first()).toBeVisible();
  await admin.context().close();
}
