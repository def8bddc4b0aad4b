import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of a line: `refuse` cuts what is connected and whoever comes; `hang` passes nothing on, and goes on with it
 * afterwards; `mute` passes on what is asked and loses the answers, and is cut afterwards.
 */
export type LineTrouble = 'calm' | 'refuse' | 'hang' | 'mute';

/** A TCP line to a server that can be disturbed on the way. */
export type FaultLine = { port: number; set(trouble: LineTrouble): void; close(): Promise<void> };

type Pair = { near: Socket; far: Socket; hasLost: boolean };

/** Listens on a free port of 127.0.0.1 and passes everything on to `target`; all is calm at first. */
export async function openFaultLine(target: { host: string; port: number }): Promise<FaultLine> {
  let trouble: LineTrouble = 'calm';
  const pairs = new Set<Pair>();
  const cut = (pair: Pair) => {
    pairs.delete(pair);
    pair.near.resetAndDestroy();
    pair.far.resetAndDestroy();
  };
  const server = createServer((near) => {
    near.on('error', () => {});
    if (trouble === 'refuse') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target);
    const pair = { near, far, hasLost: false };
    pairs.add(pair);
    pass(near, far, () => true);
    pass(far, near, () => {
      if (trouble !== 'mute') return true;
      pair.hasLost = true;
      return false;
    });
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', () => cut(pair));
      socket.on('close', () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    if (trouble === 'hang') hold(pair);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    // A TCP server that listens has an address and a port.
    port: (server.address() as AddressInfo).port,
    set(next) {
      trouble = next;
      for (const pair of [...pairs]) {
        // Who missed a part of an answer must not take the next one for it.
        if (next === 'refuse' || pair.hasLost) cut(pair);
        else if (next === 'hang') hold(pair);
        else release(pair);
      }
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const pair of [...pairs]) cut(pair);
      await closed;
    },
  };
}

/** Everything from one end to the other, unless `isWanted` says no; an end that closes closes the other. */
function pass(from: Socket, to: Socket, isWanted: () => boolean): void {
  from.on('data', (chunk: Buffer) => {
    if (isWanted() && to.writable && !to.write(chunk)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.on('end', () => to.end());
}

function hold({ near, far }: Pair): void {
  near.pause();
  far.pause();
}

function release({ near, far }: Pair): void {
  near.resume();
  far.resume();
}
