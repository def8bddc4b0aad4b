import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openRoundRobin } from './round-robin';

/** Of a service of before the web: nobody listens there. */
const DEAD_PORT = 1;

/** Answers with its name and with what it got. */
async function web(name: string): Promise<number> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const got = { name, path: incoming.url, host: incoming.headers.host, body: Buffer.concat(chunks).toString() };
    outgoing.setHeader('set-cookie', ['a=1', 'b=2']);
    outgoing.end(JSON.stringify(got));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function proxyOver(webs: readonly number[]) {
  const proxy = await openRoundRobin({ port: 0, webs });
  onTestFinished(() => proxy.close());
  return proxy;
}

test('the processes take turns, and what is sent reaches them as it is', async () => {
  const proxy = await proxyOver([await web('one'), await web('two')]);
  const answers = [];
  for (let asked = 0; asked < 4; asked += 1) {
    const answer = await fetch(`${proxy.url}/a?b=c%2Fd`, { method: 'POST', body: 'hello' });
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    answers.push(await answer.json());
  }
  expect(answers.map(({ name }) => name).sort()).toEqual(['one', 'one', 'two', 'two']);
  for (const { path, host, body } of answers) {
    expect([path, `http://${host}`, body]).toEqual(['/a?b=c%2Fd', proxy.url, 'hello']);
  }
});

test('a process that is dead is left out, and with nobody left there is an answer all the same', async () => {
  const alive = await proxyOver([DEAD_PORT, await web('one')]);
  for (let asked = 0; asked < 3; asked += 1) {
    const answer = await fetch(alive.url, { method: 'POST', body: 'hello' });
    expect(await answer.json()).toMatchObject({ name: 'one', body: 'hello' });
  }
  const dead = await proxyOver([DEAD_PORT]);
  expect((await fetch(dead.url)).status).toBe(502);
});

test('it counts who was not answered, and the forms that another process than their page’s answered', async () => {
  const breaks = createServer((incoming) => incoming.socket.destroy());
  await new Promise<void>((resolve) => breaks.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void breaks.close());
  const broken = await proxyOver([(breaks.address() as AddressInfo).port]);
  await expect(fetch(broken.url, { method: 'POST', body: 'hello' })).rejects.toThrow();
  expect(broken.lost()).toBe(1);

  const proxy = await proxyOver([await web('one'), await web('two')]);
  const ask = async (method: string) => (await fetch(`${proxy.url}/page?of=it`, { method })).text();
  for (const method of ['POST', 'GET', 'POST', 'POST']) await ask(method);
  expect(proxy.crossings).toMatchObject({ forms: 2, elsewhere: 1 });
  expect(proxy.lost()).toBe(0);
});
