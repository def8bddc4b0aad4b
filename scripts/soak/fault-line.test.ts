import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openFaultLine } from './fault-line';

/** A line to a server that says everything back, and what has reached that server. */
async function lineToEcho() {
  const reached: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      reached.push(chunk.toString());
      socket.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line = await openFaultLine({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  onTestFinished(async () => {
    await line.close();
    server.close();
  });
  return { line, reached };
}

async function caller(port: number): Promise<{ socket: Socket; heard: string[]; ended: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1');
  const heard: string[] = [];
  socket.on('error', () => {});
  socket.on('data', (chunk) => heard.push(chunk.toString()));
  await once(socket, 'connect');
  return { socket, heard, ended: closed(socket) };
}

/** Whatever ended it: a reset is an error first. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

test('what waits on a line that hangs arrives when it is calm again', async () => {
  const { line, reached } = await lineToEcho();
  const { socket, heard } = await caller(line.port);
  socket.write('one');
  await expect.poll(() => heard).toEqual(['one']);
  line.set('hang');
  socket.write('two');
  // Long enough for what is not held to arrive.
  const other = await lineToEcho();
  const witness = await caller(other.line.port);
  witness.socket.write('meanwhile');
  await expect.poll(() => witness.heard).toEqual(['meanwhile']);
  expect(reached).toEqual(['one']);
  line.set('calm');
  await expect.poll(() => heard.join()).toBe('one,two');
});

test('a mute line brings what is asked and loses the answer, and cuts who missed it', async () => {
  const { line, reached } = await lineToEcho();
  const { socket, heard, ended } = await caller(line.port);
  line.set('mute');
  socket.write('commit');
  await expect.poll(() => reached).toEqual(['commit']);
  line.set('calm');
  await ended;
  expect(heard).toEqual([]);
});

test('a line that refuses cuts who is connected and whoever comes', async () => {
  const { line, reached } = await lineToEcho();
  const { ended } = await caller(line.port);
  line.set('refuse');
  await ended;
  const late = connect(line.port, '127.0.0.1');
  late.on('error', () => {});
  await closed(late);
  expect(reached).toEqual([]);
});
