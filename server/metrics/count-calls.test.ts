import { expect, test } from 'vitest';
import type { GatewayPort } from '@/core/ports/gateway';
import { MailError } from '@/core/ports/mail';
import type { Outbound } from '@/core/ports/outbound';
import { countGatewayCalls } from './count-gateway-calls';
import { countMails } from './count-mails';
import { countOutboundCalls } from './count-outbound-calls';
import { meters } from './meters';

type Counted = 'gatewayCalls' | 'mails' | 'outboundCalls';

async function count(meter: Counted, labels: Record<string, string>): Promise<number> {
  const { values } = await meters()[meter].get();
  const same = values.find((value) =>
    Object.entries(labels).every(([name, text]) => (value.labels as Record<string, string>)[name] === text),
  );
  return same?.value ?? 0;
}

/** A gateway that is asked nothing but this; the compiler holds `countGatewayCalls` to the rest. */
const refusing = { deletePolicy: async () => ({ outcome: 'secret_refused' }) } as unknown as GatewayPort;

test('a gateway call is counted by what came of it', async () => {
  const labels = { call: 'deletePolicy', outcome: 'secret_refused' };
  const before = await count('gatewayCalls', labels);
  expect(await countGatewayCalls(refusing).deletePolicy('a policy')).toEqual({ outcome: 'secret_refused' });
  expect(await count('gatewayCalls', labels)).toBe(before + 1);
});

test('a mail that was sent, one that is tried again and one that was refused are told apart, and the error goes on', async () => {
  const outcomes = ['sent', 'failed', 'refused'] as const;
  const before = await Promise.all(outcomes.map((outcome) => count('mails', { outcome })));
  const ends = [undefined, new MailError('busy', false), new MailError('no such mailbox', true)];
  for (const error of ends) {
    const mailer = countMails({ send: async () => (error ? Promise.reject(error) : undefined) });
    const sent = mailer.send({ subject: '', html: '', text: '', messageId: '<a@b>', to: { name: '', address: 'a@b' } });
    if (error) await expect(sent).rejects.toBe(error);
    else await sent;
  }
  expect(await Promise.all(outcomes.map((outcome) => count('mails', { outcome })))).toEqual(before.map((n) => n + 1));
});

test('a call to an address that somebody chose is counted by its purpose and class of answer, never by its address', async () => {
  const answered: Outbound = {
    send: async () => ({
      outcome: 'answered',
      status: 503,
      statusText: '',
      headers: [],
      body: new Uint8Array(),
      isCut: false,
      ms: 1,
    }),
  };
  const labels = { purpose: 'webhook', outcome: '5xx' };
  const before = await count('outboundCalls', labels);
  await countOutboundCalls(answered, 'webhook').send({
    method: 'POST',
    url: 'https://hook.test/path?token=abc',
    headers: {},
    body: null,
    reachesPrivate: false,
    timeoutMs: 1,
    maxBytes: 1,
  });
  expect(await count('outboundCalls', labels)).toBe(before + 1);
  expect(await meters().registry.metrics()).not.toContain('hook.test');
});
