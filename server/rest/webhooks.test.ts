import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { mutate } from '@/core/mutate';
import { contextFor } from '@/test/harness';
import { asRestProgram, type RestProgram } from '@/test/rest-program';
import { deliver, deliveryJobs, startReceiver } from '@/test/webhooks';

/** What the webhook is told of. */
const makeApp = ({ db, world }: Pick<RestProgram, 'db' | 'world'>) =>
  mutate(contextFor(db, world.ada), (unit) => unit.audit('app.created', { kind: 'app', id: world.ledger.id }));

/** Runs what waits, as the worker would. */
async function work({ db }: Pick<RestProgram, 'db'>): Promise<void> {
  for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
}

test('a program adds a webhook, hears of what happens, and looks up and sends again what it missed', async () => {
  const answers = [204, 503, 204];
  const receiver = await startReceiver((response, nth) => response.writeHead(answers[nth - 1] ?? 204).end('late'));
  try {
    await asRestProgram(async (scene) => {
      const { door, token } = scene;
      const call = (what: string, body?: object) => door.call(what, { token, ...(body && { body }) });
      const wish = { name: 'CRM', url: receiver.url, events: ['app.created'], reachesPrivate: true };
      const made = await call('POST /webhooks', wish);
      expect(made).toMatchObject({ status: 201, json: { name: 'CRM', events: ['app.created'], state: 'active' } });
      const place = `/webhooks/${made.json.id}`;
      expect(made.headers.get('location')).toBe(`/api/v1${place}`);
      const verify = (nth: number) => {
        const { body, headers } = receiver.heard[nth] ?? { body: '', headers: {} };
        return new Webhook(String(made.json.secret)).verify(body, headers);
      };

      expect(await call(`POST ${place}/test`, {})).toMatchObject({ status: 201, json: { isTest: true } });
      await work(scene);
      expect(verify(0)).toMatchObject({ type: 'webhook.test' });

      await makeApp(scene);
      await work(scene);
      const list = await call(`GET ${place}/deliveries?state=pending&event=app.created`);
      const [missed] = list.json.items as { id: string }[];
      expect(list.json.items).toMatchObject([{ attempts: 1, responseStatus: 503, state: 'pending' }]);
      const again = await call(`POST ${place}/deliveries/${missed?.id}/redeliver`, {});
      expect(again).toMatchObject({ status: 200, json: { attempts: 0, tries: [{ status: 503, answer: 'late' }] } });
      await work(scene);
      expect(verify(2)).toMatchObject({ type: 'app.created' });
      expect(receiver.heard[2]?.headers['webhook-id']).toBe(receiver.heard[1]?.headers['webhook-id']);

      const read = await call(`GET ${place}/deliveries/${missed?.id}`);
      expect(read.json).toMatchObject({ state: 'delivered', body: receiver.heard[2]?.body });
      expect(read.json.tries).toMatchObject([{ status: 204 }, { status: 503 }]);
      for (const { text } of [list, again, read, await call(`GET ${place}`), await call('GET /webhooks')]) {
        expect(text).not.toContain(made.json.secret);
      }
    });
  } finally {
    await receiver.stop();
  }
});

test('a change keeps what it does not name, and counts only for what was read', () =>
  asRestProgram(async ({ door, token }) => {
    const call = (what: string, body: object, headers = {}) => door.call(what, { token, body, headers });
    const wish = { name: 'CRM', url: 'https://crm.example.com/hook', events: ['app.created'] };
    const once = { 'idempotency-key': 'crm' };
    const made = await call('POST /webhooks', wish, once);
    expect((await call('POST /webhooks', wish, once)).text, 'the same secret, and no second webhook').toBe(made.text);
    const place = `/webhooks/${made.json.id}`;
    const etag = (await door.call(`GET ${place}`, { token })).headers.get('etag') ?? '';

    const changed = await call(`PATCH ${place}`, { events: ['*', 'app.created'] }, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, json: { name: 'CRM', url: wish.url, events: ['*'], version: 2 } });
    expect(await call(`PATCH ${place}`, { name: 'ERP' }, { 'if-match': etag })).toMatchObject({ status: 412 });
    expect(await call(`PATCH ${place}`, { isActive: false })).toMatchObject({ json: { state: 'off', name: 'CRM' } });

    const wrong = async (body: object) => (await call(`PATCH ${place}`, body)).json.errors;
    expect(await wrong({ events: ['user.logged_in'] })).toMatchObject([{ in: 'body', pointer: '/events' }]);
    expect(await wrong({ url: 'http://crm.example.com/hook' })).toMatchObject([{ in: 'body', pointer: '/url' }]);
    expect(await wrong({ url: 'https://crm:pass@crm.example.com/' })).toMatchObject([{ pointer: '/url' }]);
    expect(await wrong({ name: '  ' })).toMatchObject([{ pointer: '/name' }]);

    const renewed = await call(`POST ${place}/renew-secret`, {});
    expect(renewed.json.secret).toMatch(/^whsec_/);
    expect(renewed.json.secret).not.toBe(made.json.secret);
    expect(renewed.json.previousSecretUntil).toEqual(expect.any(String));
  }));
