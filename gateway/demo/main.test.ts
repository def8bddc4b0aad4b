import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { createTykGateway } from '../tyk/tyk-gateway';
import { DEMO_ORG_ID } from './definitions';

const SECRET = 'process-secret';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-demo-gateway-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function run(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/demo/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, DEMO_GATEWAY_PORT: '0', GATEWAY_SECRET: SECRET, PORTAL_DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function running(env: Record<string, string> = {}) {
  const child = run(env);
  const [line] = await once(child.stdout ?? child, 'data');
  const url = /http:\/\/[\d.:]+/.exec(String(line))?.[0] ?? '';
  const config = { controlUrl: url, secret: SECRET, orgId: DEMO_ORG_ID, sentinelId: newId() };
  return { child, url, gateway: createTykGateway(config) };
}

test('kill -9 loses no key that was answered 200, nor brings a deleted one back', async () => {
  const first = await running();
  const answered: string[] = [];
  const wishes = Array.from({ length: 60 }, () => newWish());
  const doomed = newWish();
  await first.gateway.putKey(doomed, { firstIssue: true });
  await first.gateway.deleteKey({ id: doomed.id });
  const puts = wishes.map(async (wish) => {
    const put = await first.gateway.putKey(wish, { firstIssue: true });
    if (put.outcome === 'applied') answered.push(wish.id);
    if (answered.length === 30) first.child.kill('SIGKILL');
  });
  await Promise.all(puts);
  expect(answered.length).toBeGreaterThanOrEqual(30);

  const second = await running();
  for (const id of answered) expect(await second.gateway.readKey({ id })).toMatchObject({ outcome: 'found' });
  expect(await second.gateway.readKey({ id: doomed.id })).toEqual({ outcome: 'absent' });
});

test('SIGTERM ends it cleanly', async () => {
  const { child } = await running();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a taken port and a missing secret are one clear line each', async () => {
  const { url } = await running();
  const port = new URL(url).port;
  expect(await complaint({ DEMO_GATEWAY_PORT: port })).toMatch(/the port is taken.*DEMO_GATEWAY_PORT/);
  expect(await complaint({ GATEWAY_SECRET: '' })).toMatch(/GATEWAY_SECRET must be set/);
});

async function complaint(env: Record<string, string>): Promise<string> {
  const child = run(env);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toHaveLength(1);
  return said;
}
