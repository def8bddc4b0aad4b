import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { routeOf } from './call-log';
import type { Switches } from './switches';
import { type DemoContext, type DemoEnv, refuse, type World } from './world';

const HUGE_BYTES = 100 * 1024;
/** Longer than any deadline; the gateway's own end comes first. */
const FOR_EVER_MS = 2 ** 31 - 1;

/** The whole gateway is away: everything but the control page. */
export function goneWhenDown(world: World): MiddlewareHandler<DemoEnv> {
  return async (c, next) => {
    const { down } = world.switches.get();
    if (down === 'cut') return cut(c);
    if (down === '503') return c.text('Service Unavailable', 503);
    return next();
  };
}

/** Writes every control call into the log, also those that were never answered. */
export function logCalls(world: World): MiddlewareHandler<DemoEnv> {
  return async (c, next) => {
    const text = c.req.method === 'GET' ? '' : await c.req.text();
    const call = {
      atMs: world.now(),
      method: c.req.method,
      route: routeOf(c.req.path),
      path: c.req.path,
      query: c.req.query(),
      body: parsed(text),
      status: 0,
    };
    world.calls.add(call);
    await next();
    if (!c.res.headers.has('x-hono-already-sent')) call.status = c.res.status;
  };
}

/** The troubles of one control call, before and after it acts. */
export function troubles(world: World): MiddlewareHandler<DemoEnv> {
  return async (c, next) => {
    const met = world.switches.forCall(c.req.method);
    c.set('troubles', met);
    const instead = await before(c, world, met);
    if (instead) return instead;

    await next();

    if (met.slowMs > 0) await world.wait(met.slowMs);
    if (met.answerLost) c.res = cut(c);
    else if (met.answer === 'malformed')
      c.res = new Response('{"key":"', { headers: { 'content-type': 'application/json' } });
    else if (met.answer === 'huge') c.res = c.json({ key: 'x'.repeat(HUGE_BYTES), status: 'ok', action: 'added' });
    return undefined;
  };
}

async function before(c: DemoContext, world: World, met: Switches): Promise<Response | null> {
  if (met.resetBefore) return cut(c);
  if (met.hang) await world.wait(FOR_EVER_MS);
  if (met.answer === 'html') return c.html('<!doctype html><title>Welcome</title><p>This is no gateway.</p>');
  if (met.answer === 'redirect') return c.redirect(met.redirectTo, 307);
  if (met.status === 500) return refuse(c, 500, 'There was a problem');
  if (met.status !== 0) return c.text('', met.status);
  if (met.wrongSecret) return secretRefusal(c);
  if (met.lateApplyMs > 0) await world.wait(met.lateApplyMs);
  return null;
}

/** 403, never 401 (gateway.md 4.1). */
export function secretRefusal(c: DemoContext): Response {
  return refuse(c, 403, 'Attempted administrative access with invalid or missing key!');
}

function cut(c: DemoContext): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // A malformed body is logged as it came.
    return text;
  }
}
