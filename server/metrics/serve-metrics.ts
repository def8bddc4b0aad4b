import { createServer, type Server } from 'node:http';
import { log } from '../log';
import { readMetrics } from './read-metrics';

/**
 * Answers `/metrics` and `/healthz` where no web process does: a worker of its own. Nothing else is answered. Resolves
 * when it listens, and rejects when the port is taken.
 */
export async function serveMetrics(port: number, host: string | undefined): Promise<Server> {
  const server = createServer(async ({ method, url }, response) => {
    const end = (status: number, body: string, contentType = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
    if (method !== 'GET') return end(405, 'GET only\n');
    if (url === '/healthz') return end(200, 'ok\n');
    if (url !== '/metrics') return end(404, 'not found\n');
    try {
      const { body, contentType } = await readMetrics();
      return end(200, body, contentType);
    } catch (error) {
      log.warn({ err: error }, 'the metrics could not be read');
      return end(503, 'the database cannot be asked\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
