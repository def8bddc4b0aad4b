// `node web.mjs` in a release: the web process. Jobs run in worker.mjs, unless PORTAL_WORKERS says otherwise.
if (!process.env.DATABASE_URL) {
  process.stderr.write('portico: DATABASE_URL must be set.\n');
  process.exit(1);
}
process.env.PORTAL_WORKERS ||= '0';
// Next listens on HOSTNAME, and in a container that is the container's name.
process.env.HOSTNAME = process.env.HOST || '0.0.0.0';
await import('./server.js');
