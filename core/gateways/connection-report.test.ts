import { afterEach, expect, test } from 'vitest';
import type { DemoGateway, DemoGatewayOptions } from '@/gateway/demo/start-demo-gateway';
import { createTykGateway } from '@/gateway/tyk/tyk-gateway';
import { startTestGateway, TEST_GATEWAY_SECRET, TEST_ORG_ID } from '@/test/provisioning';
import { connectionReport } from './connection-report';

let demo: DemoGateway;
afterEach(() => demo.close());

type Trouble = Parameters<DemoGateway['switches']['set']>[0];
type Said = {
  options?: Partial<DemoGatewayOptions>;
  trouble?: Trouble;
  secret?: string;
  orgId?: string;
  now?: () => number;
  timeoutMs?: number;
};

async function report(said: Said = {}) {
  const { options = {}, trouble = {}, secret = TEST_GATEWAY_SECRET, orgId = TEST_ORG_ID } = said;
  demo = await startTestGateway(options);
  demo.switches.set(trouble);
  const sentinelId = 'a'.repeat(32);
  const { now = Date.now, timeoutMs = 10_000 } = said;
  const gateway = createTykGateway({ controlUrl: demo.url, secret, orgId, sentinelId, timeoutMs, now });
  const { findings, ...found } = connectionReport(await gateway.selfTest());
  const bad = findings.filter(({ isGood }) => !isGood).map(({ sentence }) => sentence);
  return {
    ...found,
    bad: bad.join('\n'),
    text: [found.summary, ...findings.map(({ sentence }) => sentence)].join('\n'),
  };
}

test('where all is well, each thing that was looked at is said', async () => {
  const said = await report({ options: { config: { version: 'v5.15.0' } } });
  expect(said).toMatchObject({ isConnected: true, bad: '', summary: 'Connected. All is well.' });
  for (const word of ['v5.15.0', 'murmur64', 'at once', 'lists its keys', 'clock']) expect(said.text).toContain(word);
});

test.each<[string, Said, RegExp]>([
  [
    'a hash function that is too weak',
    { options: { config: { hashKeyFunction: '' } } },
    /murmur32.*hash_key_function/s,
  ],
  ['a late revocation', { options: { config: { hashKeyFunction: 'sha256' } } }, /up to 10 seconds/],
  ['listing that is off', { trouble: { listingOff: true } }, /enable_hashed_keys_listing/],
  ['a clock that is wrong', { now: () => Date.now() - 120_000 }, /clock differs/],
  ['an organization id that nothing belongs to', { orgId: 'another' }, /organization id/],
  ['keys in plain text', { options: { config: { hashKeys: false } } }, /plain text/],
  ['a version before policies can be listed', { trouble: { noPolicyRoutes: true } }, /cannot list its policies/],
  ['a version whose deleted keys come back', { options: { config: { version: 'v5.14.0' } } }, /come back/],
])('%s is something to look at, and no failure', async (_name, said, words) => {
  expect(await report(said)).toMatchObject({ isConnected: true, bad: expect.stringMatching(words) });
});

test.each<[string, Said, RegExp]>([
  ['a wrong secret', { secret: 'not-the-right-secret' }, /refuses the secret.*TYK_GW_SECRET/s],
  ['silence', { trouble: { hang: true }, timeoutMs: 300 }, /no answer in time/],
  ['a cut connection', { trouble: { down: 'cut' } }, /connection was cut/],
  ['a redirect', { trouble: { answer: 'redirect' } }, /redirect.*final control URL/s],
  ['something that is no Tyk Gateway', { trouble: { answer: 'html' } }, /no answer of a Tyk/],
])('%s is said with what to do', async (_name, said, words) => {
  const answer = await report(said);
  expect(answer).toMatchObject({ isConnected: false, text: expect.stringMatching(words) });
  expect(answer.text).not.toContain(TEST_GATEWAY_SECRET);
});
