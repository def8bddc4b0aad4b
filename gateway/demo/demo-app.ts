import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { controlRoutes } from './control-routes';
import { addDefinitionRoutes, addHealthRoutes } from './definition-routes';
import { addPolicyRoutes } from './policy-routes';
import { addProxyRoute } from './proxy-route';
import { addReadRoutes } from './read-routes';
import { goneWhenDown, logCalls, secretRefusal, troubles } from './trouble';
import { type DemoEnv, noRoute, refuse, type World } from './world';
import { addWriteRoutes } from './write-routes';

const BODY_MAX_BYTES = 1024 * 1024;

/** All routes on one port: the control page, health, the control API, and everything else is an API call. */
export function demoApp(world: World, onFault: (error: unknown) => void = () => {}): Hono<DemoEnv> {
  const app = new Hono<DemoEnv>();
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    // A wait that the gateway's end cut short is no fault.
    if (error.name !== 'AbortError') onFault(error);
    return c.text('Internal Server Error', 500);
  });
  app.use('*', bodyLimit({ maxSize: BODY_MAX_BYTES }));
  app.get('/', (c) => c.redirect('/demo'));
  app.route('/demo', controlRoutes(world));

  app.use('*', goneWhenDown(world));
  addHealthRoutes(app, world);

  app.use('/tyk/*', logCalls(world), troubles(world));
  app.use('/tyk/*', async (c, next) =>
    isSecret(world.secret, c.req.header('x-tyk-authorization') ?? '') ? next() : secretRefusal(c),
  );
  addReadRoutes(app, world);
  addWriteRoutes(app, world);
  addDefinitionRoutes(app, world);
  addPolicyRoutes(app, world);
  app.all('/tyk/keys/:name', (c) => refuse(c, 405, 'Method not supported'));
  app.all('/tyk/*', noRoute);

  addProxyRoute(app, world);
  return app;
}

function isSecret(secret: string, sent: string): boolean {
  const [wanted, given] = [Buffer.from(secret), Buffer.from(sent)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
