import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { mailboxApp } from './http';
import { openMailStore } from './mail-store';
import { openSmtpListener } from './smtp-listener';

/** A mailbox that runs. */
export type Mailbox = { smtpUrl: string; webUrl: string; close(): Promise<void> };

/**
 * Starts the demo mailbox on 127.0.0.1: SMTP, page and JSON API. Port 0 takes a free one; `file` keeps the mails over
 * a restart. Rejects when a port is taken.
 */
export async function startMailbox(input: { smtpPort: number; webPort: number; file?: string }): Promise<Mailbox> {
  const store = openMailStore(input.file ?? null);
  const smtp = await openSmtpListener(input.smtpPort, store);
  // Without TLS options the adaptor makes a plain HTTP server.
  const web = createAdaptorServer({ fetch: mailboxApp(store, smtp).fetch }) as Server;
  try {
    await new Promise<void>((resolve, reject) => {
      web.once('error', reject);
      web.listen(input.webPort, '127.0.0.1', resolve);
    });
  } catch (cause) {
    await smtp.close();
    throw cause;
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    // A TCP server that listens has an address and a port.
    webUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    async close() {
      web.closeAllConnections();
      await Promise.all([smtp.close(), new Promise((resolve) => web.close(resolve))]);
    },
  };
}
