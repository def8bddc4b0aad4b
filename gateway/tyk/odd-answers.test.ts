import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { newId, newWish } from '../contract/new-wish';
import { STAGE_SECRET, troubleStage } from '../contract/trouble-stage';

const stage = troubleStage();
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** An adapter to a control API that answers as we like. */
async function facing(answer: RequestListener) {
  const server = createServer(answer);
  const port = await listening(server);
  ending.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return stage.adapter({ controlUrl: `http://127.0.0.1:${port}` });
}

// Believe any 200 in put-key.ts, and a key that nobody has counts as made.
test.each([
  '',
  '{}',
  '[]',
  'null',
  '"ok"',
  '{"status":"error","message":"no"}',
  '{"status":"ok","action":"added"}',
  '{"key":"","status":"ok","action":"added"}',
  '{"key":7,"status":"ok","action":"added"}',
  '{"key":"abc","status":"ok"',
])('200 with %j makes no key and proves no absence [G-06]', async (body) => {
  const gateway = await facing((_request, response) => response.end(body));
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toMatchObject({ outcome: 'unknown' });
  expect(await gateway.deleteKey({ id: newId() })).toMatchObject({ outcome: 'unknown' });
});

// Take the deadline off the body (control-api.ts reads it under the call's signal) and this waits for ever.
test('an answer that comes a byte at a time is left at the deadline [G-02]', async () => {
  const cut: boolean[] = [];
  const gateway = await facing((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => {
      clearInterval(drip);
      cut.push(true);
    });
  });
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toEqual({
    outcome: 'unknown',
    reason: 'no answer in time',
  });
  await expect.poll(() => cut.length).toBeGreaterThan(0);
});

test('a gateway whose certificate nobody vouches for is shown no secret [G-08]', async () => {
  const heard: string[] = [];
  // Its own certificate, which it signed itself: the handshake is the same for every protocol.
  const server = new SMTPServer({ secure: true, onConnect: (_session, done) => done(), logger: false });
  server.on('error', () => undefined);
  const port = await listening(server.server);
  server.server.on('secureConnection', (socket) => socket.on('data', (chunk: Buffer) => heard.push(String(chunk))));
  ending.push(() => server.close());
  const gateway = stage.adapter({ controlUrl: `https://127.0.0.1:${port}`, timeoutMs: 5_000 });
  expect(await gateway.putKey(newWish(), { firstIssue: true })).toMatchObject({
    outcome: 'unknown',
    reason: expect.stringMatching(/CERT|ALTNAME|SIGNATURE/),
  });
  expect(heard.join()).not.toContain(STAGE_SECRET);
});

test('names with quotes, brackets, line breaks and emoji arrive as they are, and add nothing [G-10]', async () => {
  const hostile = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((text) => `${text}"}],"is_inactive":true,\n</script>🦊`);
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, alias) => {
      const wish = newWish({ alias, metadata: { app_name: name }, tags: [name] });
      expect(await stage.gateway().putKey(wish, { firstIssue: true })).toMatchObject({ outcome: 'applied' });
      const kept = stage
        .demo()
        .keys()
        .find(({ id }) => id === wish.id)?.session;
      expect(kept).toMatchObject({ alias, meta_data: { app_name: name }, tags: [name], is_inactive: false });
    }),
    { numRuns: 8 },
  );
});
