import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditEvents, credentials, gateways, productApis, products } from '@/db/schema';
import { createOutbound } from '@/server/outbound';
import { outcome as outcomeOf } from '@/test/outcome';
import { provisioningStage, type Stage } from '@/test/provisioning-stage';
import { documentProduct, paymentsDocument, trialOf } from '@/test/trying';
import { castOf } from '@/test/world';
import type { Actor } from '../identity/actor';
import { getTrialForm } from './get-trial-form';
import { sendTrial, type TrialInput, type TrialOutcome } from './send-trial';

const outbound = createOutbound();
const onStage = provisioningStage();

/** An API of our own behind a product's address: it answers as each test says. */
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let received: IncomingMessage[] = [];
const upstream = createServer((request, response) => {
  received.push(request);
  respond(request, response);
});
let upstreamUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received = [];
  respond = (_request, response) => void response.end('ok');
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
});

async function send(stage: Stage, overrides: Partial<TrialInput> = {}, actor: Actor = stage.world.ada) {
  return sendTrial(stage.as(actor), outbound, trialOf(overrides));
}

function answered(outcome: TrialOutcome) {
  if (outcome.outcome !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function textOf(outcome: TrialOutcome): string {
  const { body } = answered(outcome).answer;
  return body.kind === 'text' ? body.text : '';
}

/** Puts the server of this file in the place of the gateway's proxy. */
async function standIn(stage: Stage) {
  await stage.db.update(gateways).set({ proxyUrl: upstreamUrl });
}

const triedEvents = (stage: Stage) =>
  stage.db.select().from(auditEvents).where(eq(auditEvents.event, 'credential.tried')).orderBy(auditEvents.id);

test('a call goes out with an own key that nobody sees', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId, key } = await stage.activeKey();
    const logged: unknown[] = [];
    const log = (...facts: unknown[]) => void logged.push(facts);
    const ctx = stage.as(stage.world.ada, { log: { info: log, warn: log, error: log } });
    const outcome = await sendTrial(
      ctx,
      outbound,
      trialOf({
        operation: 'readPayment',
        values: {
          path: [['id', 'a/b']],
          query: [['expand', 'lines']],
          headers: [['X-Trace', 't1']],
          cookies: [],
          body: null,
        },
        key: { kind: 'own', credentialId },
      }),
    );
    expect(answered(outcome)).toMatchObject({ refusal: null, answer: { status: 200 } });
    expect(JSON.parse(textOf(outcome))).toMatchObject({
      method: 'GET',
      query: { expand: 'lines' },
      headers: { 'x-trace': 't1' },
    });
    const events = await triedEvents(stage);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ subjectId: credentialId, organizationId: stage.world.acme.id });
    for (const text of [outcome, events, logged].map((each) => JSON.stringify(each))) expect(text).not.toContain(key);
  }));

test('an own key that the API echoes is masked', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId, key } = await stage.activeKey();
    await standIn(stage);
    respond = (request, response) => {
      response.setHeader('x-echo', request.headers.authorization ?? '');
      response.end(JSON.stringify(request.headers));
    };
    const outcome = await send(stage, { key: { kind: 'own', credentialId } });
    expect(received[0]?.headers.authorization).toBe(key);
    expect(JSON.stringify(outcome)).not.toContain(key);
    expect(textOf(outcome)).toContain('hidden');
  }));

test('many calls of an hour are one line in the audit log, also at the same time', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId } = await stage.activeKey();
    await standIn(stage);
    respond = (request, response) => void response.end(request.url);
    const calls = Array.from({ length: 8 }, (_, n) =>
      send(stage, {
        operation: 'readPayment',
        values: { path: [['id', `p${n}`]], query: [], headers: [], cookies: [], body: null },
        key: { kind: 'own', credentialId },
      }),
    );
    const texts = (await Promise.all(calls)).map(textOf);
    expect(texts).toEqual(calls.map((_, n) => `/payments/payments/p${n}`));
    expect(await triedEvents(stage)).toHaveLength(1);
  }));

describe('an own key is refused', () => {
  test.each([
    ['suspended', { suspendedAt: sql`now()` }, 'suspended'],
    ['expired', { expiresAt: sql`now() - interval '1 second'` }, 'expired'],
    ['not kept', { keySealed: null }, 'no copy'],
    ['revoked meanwhile', { status: 'revoking' as const }, 'not active'],
  ])('when it is %s', (_state, change, words) =>
    onStage(
      async (stage) => {
        await documentProduct(stage.db, stage.world.payments.id);
        const { credentialId } = await stage.activeKey();
        await standIn(stage);
        await stage.db.update(credentials).set(change).where(eq(credentials.id, credentialId));
        await expect(send(stage, { key: { kind: 'own', credentialId } })).rejects.toMatchObject({
          code: 'conflict',
          message: expect.stringContaining(words),
        });
        expect(received).toHaveLength(0);
      },
      { skipInvariants: true },
    ),
  );

  test('when it was made for another product', () =>
    onStage(async (stage) => {
      await documentProduct(stage.db, stage.world.ledgerApi.id);
      const { credentialId } = await stage.activeKey();
      const call = { product: 'ledger', api: 'ledger', key: { kind: 'own', credentialId } } as const;
      await expect(send(stage, call)).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('when it is somebody else’s', () =>
    onStage(async (stage) => {
      await documentProduct(stage.db, stage.world.payments.id);
      const { credentialId } = await stage.activeKey();
      await standIn(stage);
      const key = { kind: 'own', credentialId } as const;
      for (const stranger of [stage.world.eve, stage.world.mallory, stage.world.dora]) {
        await expect(send(stage, { key }, stranger)).rejects.toMatchObject({ code: 'not_found' });
      }
      await expect(send(stage, { key }, stage.world.priya)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(send(stage, { key: { kind: 'own', credentialId: 'x' } })).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(received).toHaveLength(0);
      expect(await triedEvents(stage)).toHaveLength(0);
    }));
});

test('the operation is as hidden as its product, for everybody of the cast', () =>
  onStage(async (stage) => {
    for (const product of [stage.world.ledgerApi, stage.world.secretDraft]) await documentProduct(stage.db, product.id);
    const cast = castOf(stage.world);
    for (const [product, allowed] of [
      ['ledger', ['ada', 'tom', 'priya', 'alan', 'arun', 'audrey']],
      ['maps', ['priya', 'alan', 'arun', 'audrey']],
    ] as const) {
      for (const [name, actor] of Object.entries(cast)) {
        const may = (allowed as readonly string[]).includes(name) ? 'ok' : 'not_found';
        const place = { product, api: product, operation: 'health' };
        expect([name, await outcomeOf(getTrialForm(stage.as(actor), place))]).toEqual([name, may]);
        expect([name, await outcomeOf(send(stage, place, actor))]).toEqual([name, may]);
      }
    }
  }));

test('an admin who looks as somebody else sends nothing', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await expect(send(stage, {}, { ...stage.world.ada, isView: true })).rejects.toMatchObject({ code: 'forbidden' });
  }));

test('a body goes out as it was typed, with its type', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await standIn(stage);
    respond = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(`${request.method} ${request.headers['content-type']} ${Buffer.concat(chunks)}`),
      );
    };
    const values = trialOf().values;
    const body = { type: 'application/json', text: '{"amount": 7}' };
    expect(textOf(await send(stage, { operation: 'pay', values: { ...values, body } }))).toBe(
      'POST application/json {"amount": 7}',
    );
  }));

test('a redirect is shown and not followed [V-20]', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await standIn(stage);
    respond = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(answered(await send(stage)).answer).toMatchObject({ status: 302 });
    expect(received).toHaveLength(1);
  }));

test('a large answer is cut, and one that breaks off is no answer', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await standIn(stage);
    respond = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(3 * 1024 * 1024));
    expect(answered(await send(stage)).answer).toMatchObject({ isCut: true, bytes: 1024 * 1024 });
    respond = (_request, response) => void response.socket?.destroy();
    expect(await send(stage)).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/\.$/) });
  }));

describe('a product without a gateway', () => {
  /** Payments stands alone; its document says where it is. */
  async function alone(stage: Stage, server: string) {
    const { id } = stage.world.payments;
    await stage.db.update(products).set({ gatewayId: null, accessPolicyId: null }).where(eq(products.id, id));
    await stage.db.update(productApis).set({ listenPath: null }).where(eq(productApis.productId, id));
    await documentProduct(stage.db, id, paymentsDocument(['/v1', server]));
  }

  test('is called where its document says, but never inside the own network', () =>
    onStage(async (stage) => {
      await alone(stage, upstreamUrl);
      expect(await send(stage)).toMatchObject({
        outcome: 'failed',
        reason: expect.stringContaining('not on the public internet'),
      });
      expect(received).toHaveLength(0);
      expect(await getTrialForm(stage.as(stage.world.ada), trialOf())).toMatchObject({
        baseUrl: upstreamUrl,
        needsKey: false,
        keys: [],
      });
    }));

  test('never gets a key of the portal [V-20]', () =>
    onStage(async (stage) => {
      const { credentialId } = await stage.activeKey();
      await alone(stage, 'https://attacker.test');
      await expect(send(stage, { key: { kind: 'own', credentialId } })).rejects.toMatchObject({ code: 'conflict' });
    }));
});

test('a gateway that may not be reached inside is not', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await standIn(stage);
    await stage.db.update(gateways).set({ reachesPrivate: false });
    expect(await send(stage)).toMatchObject({ outcome: 'failed' });
    expect(received).toHaveLength(0);
  }));

test('the document’s own address is no way around the gateway [V-20]', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id, paymentsDocument(['https://attacker.test']));
    const form = await getTrialForm(stage.as(stage.world.ada), trialOf());
    expect(form.baseUrl).toBe(`${stage.gateway.url}/payments`);
  }));

test('whoever sends too often has to wait, person by person', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await standIn(stage);
    const outcomes = await Promise.all(Array.from({ length: 35 }, () => outcomeOf(send(stage))));
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(30);
    expect(outcomes.filter((outcome) => outcome === 'too_many')).toHaveLength(5);
    expect(received).toHaveLength(30);
    expect(await outcomeOf(send(stage, {}, stage.world.tom))).toBe('ok');
  }));

test('the form is filled with the document’s examples and names only keys that would work', () =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    const { credentialId, key } = await stage.activeKey();
    const form = await getTrialForm(stage.as(stage.world.tom), trialOf({ operation: 'readPayment' }));
    expect(form.fields.map(({ name, value, values }) => ({ name, value, values }))).toEqual([
      { name: 'id', value: '', values: [] },
      { name: 'expand', value: '', values: ['lines', 'payer'] },
      { name: 'X-Trace', value: 'abc', values: [] },
    ]);
    expect(form.keys).toMatchObject([{ credentialId, appName: 'Ledger', lastFour: expect.stringMatching(/^.{4}$/) }]);
    expect(JSON.stringify(form)).not.toContain(key);
    const pay = await getTrialForm(stage.as(stage.world.eve), trialOf({ operation: 'pay' }));
    expect(pay.body?.media).toEqual([{ type: 'application/json', kind: 'text', text: '{\n  "amount": 1\n}' }]);
    expect(pay.keys).toEqual([]);
    await stage.db.update(credentials).set({ suspendedAt: sql`now()` });
    expect((await getTrialForm(stage.as(stage.world.ada), trialOf())).keys).toEqual([]);
    await stage.db.update(credentials).set({ suspendedAt: null });
  }));

test.each(['a\r\nX-Evil: 1', 'ключ', '', 'x'.repeat(5_000)])('a pasted key is one line: %j', (key) =>
  onStage(async (stage) => {
    await documentProduct(stage.db, stage.world.payments.id);
    await expect(send(stage, { key: { kind: 'pasted', key } })).rejects.toMatchObject({ code: 'invalid' });
  }),
);
