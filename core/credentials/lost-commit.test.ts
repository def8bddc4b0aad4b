import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { approveAccessRequest } from '@/core/access-requests/approve';
import { databaseOn, openPool } from '@/db/client';
import { auditEvents, credentials, mails } from '@/db/schema';
import { contextFor, unboxed } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { claimCredential } from './claim-credential';

/** PostgreSQL behind a wire that is cut when the next COMMIT was sent: it commits, and nobody hears of it. */
async function behindCutWire(url: string) {
  const target = new URL(url);
  let isArmed = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (bytes) => {
      upstream.write(bytes);
      if (!isArmed || !/\bcommit\b/i.test(bytes.toString('latin1'))) return;
      isArmed = false;
      client.destroy();
      // What was written still arrives: the end comes behind it.
      upstream.end();
    });
    upstream.on('data', (bytes) => client.write(bytes));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const pool = openPool(through.href, { max: 2, onError: () => {} });
  return {
    db: databaseOn(pool),
    cutAtNextCommit: () => {
      isArmed = true;
    },
    async close() {
      await pool.end();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

// Leave the listener for connections in use out of openPool and this ends the process that runs it.
test('a commit whose answer is lost has happened once, whoever presses again [K-10]', () =>
  unboxed(async (db, url) => {
    const world = await seedWorld(db);
    const { requestId } = await seedRequest(db, world);
    const wire = await behindCutWire(url);
    try {
      wire.cutAtNextCommit();
      await expect(approveAccessRequest(contextFor(wire.db, world.priya), { requestId })).rejects.toThrow();
      await expect.poll(() => db.$count(credentials, eq(credentials.accessRequestId, requestId))).toBe(1);
      const again = approveAccessRequest(contextFor(wire.db, world.priya), { requestId });
      await expect(again).rejects.toMatchObject({ code: 'conflict' });
      const [made, ...others] = await db.select().from(credentials);
      expect(others).toEqual([]);
      expect(await db.$count(mails, eq(mails.message, 'request-approved-confirm'))).toBe(1);

      const credentialId = made?.id ?? '';
      wire.cutAtNextCommit();
      await expect(claimCredential(contextFor(wire.db, world.ada), { credentialId })).rejects.toThrow();
      const claimed = and(eq(auditEvents.event, 'credential.claimed'), eq(auditEvents.subjectId, credentialId));
      await expect.poll(() => db.$count(auditEvents, claimed)).toBe(1);
      const [drawn] = await db.select().from(credentials);
      expect(await claimCredential(contextFor(wire.db, world.ada), { credentialId })).toMatchObject({ isNew: false });
      expect(await db.$count(auditEvents, claimed)).toBe(1);
      expect(await db.select().from(credentials)).toMatchObject([{ keyIdDigest: drawn?.keyIdDigest }]);
    } finally {
      await wire.close();
    }
  }));
