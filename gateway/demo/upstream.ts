import type { DemoApi, Session } from './model';
import type { DemoContext, World } from './world';

/** What no proxy passes on, and the key, since the demo's APIs set `strip_auth_data`. */
const NOT_PASSED_ON = new Set(['authorization', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** The API behind the gateway: answers any path with what it was asked. */
export async function echo(c: DemoContext, world: World, api: DemoApi, session: Session): Promise<Response> {
  const { upstreamDelayMs } = world.switches.get();
  if (upstreamDelayMs > 0) await world.wait(upstreamDelayMs);
  const passedOn = Object.entries(c.req.header()).filter(([name]) => !NOT_PASSED_ON.has(name));
  return c.json({
    api: api.name,
    message: 'This is the demo upstream: it answers with what reached it.',
    method: c.req.method,
    path: `/${c.req.path.slice(api.listenPath.length)}`,
    query: c.req.query(),
    headers: { ...Object.fromEntries(passedOn), ...injectedHeaders(world, session) },
  });
}

/** `$tyk_meta.name` in a header's value: flat entries only; what is missing or nested is empty (gateway.md 5). */
function injectedHeaders(world: World, session: Session): Record<string, string> {
  const headers = Object.entries(world.definitions.loaded.headers ?? {});
  return Object.fromEntries(
    headers.map(([name, value]) => [
      name.toLowerCase(),
      value.replace(/\$tyk_meta\.([\w.-]+)/g, (_, entry: string) => flat(session.meta_data[entry])),
    ]),
  );
}

function flat(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
