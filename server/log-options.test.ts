import { Writable } from 'node:stream';
import { DrizzleQueryError } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { newWish } from '@/gateway/contract/new-wish';
import { STAGE_SECRET, troubleStage } from '@/gateway/contract/trouble-stage';
import { logOptions } from './log-options';

const stage = troubleStage();

function logged(level: string) {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: pino(logOptions(level), sink), text: () => lines.join('') };
}

// Take a name out of SECRET_NAMES and its value stands in the line.
test('what a secret is called by is redacted down to the third level, also when everything is logged [L-02]', () => {
  const { log, text } = logged('debug');
  const names = ['password', 'secret', 'token', 'key', 'authorization', 'cookie', 'apiKey', 'keyId', 'link'];
  const held = Object.fromEntries(names.map((name) => [name, `canary-of-${name}`]));
  log.debug({ ...held, headers: held, call: { headers: held } }, 'a call');
  expect(text()).toContain('[redacted]');
  expect(text()).not.toContain('canary');
});

// Serialize with pino's own `err`, and Ada stands in the line three times.
test('a statement that failed is logged without the values it was given [L-02]', () => {
  const { log, text } = logged('info');
  const cause = new Error('relation "users" does not exist');
  const failed = new DrizzleQueryError('select id from users where email = $1', ['ada@acme.test\n2'], cause);
  log.error({ err: failed }, 'a request failed');
  expect(text()).toContain('select id from users');
  expect(text()).toContain('does not exist');
  expect(text()).not.toContain('ada@acme.test');
});

test('whatever a gateway does, what the portal logs of it holds neither key nor secret [L-02]', async () => {
  const { log, text } = logged('debug');
  const wish = newWish();
  for (const switches of [{ wrongSecret: true }, { answer: 'malformed' }, { status: 500 }, { hang: true }] as const) {
    stage.demo().switches.set(switches);
    log.debug({ outcome: await stage.gateway().putKey(wish, { firstIssue: true }) }, 'written');
    stage.demo().switches.reset();
  }
  const odd = stage.adapter({ fetch: () => Promise.reject(new Error(`connect ${wish.id} ${STAGE_SECRET}`)) });
  log.debug({ outcome: await odd.putKey(wish, { firstIssue: true }) }, 'written');
  expect(text().split('\n').length).toBeGreaterThan(4);
  expect(text()).not.toContain(wish.id);
  expect(text()).not.toContain(STAGE_SECRET);
});
