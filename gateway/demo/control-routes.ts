import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { z } from 'zod';
import { controlPage } from './control-page';
import { stateOf } from './demo-state';
import { CALM, switchesSchema } from './switches';
import type { DemoEnv, World } from './world';

/**
 * The control page and its JSON, for hands and scripts. Nothing here needs the secret: the demo listens on loopback.
 */
export function controlRoutes(world: World): Hono<DemoEnv> {
  const app = new Hono<DemoEnv>();
  app.use('*', csrf());
  app.get('/', (c) => c.html(controlPage(stateOf(world))));
  app.get('/state', (c) => c.json(stateOf(world)));
  app.get('/switches', (c) => c.json(world.switches.get()));

  app.put('/switches', async (c) => {
    const body = z
      .looseObject({ storeWiped: z.boolean().default(false) })
      .safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400);
    // The one trouble that happens once is no switch: the store forgets everything.
    const { storeWiped, ...patch } = body.data;
    const wrong = setSwitches(world, patch);
    if (wrong) return c.json({ error: wrong }, 400);
    if (storeWiped) await world.store.wipe();
    return c.json(world.switches.get());
  });
  app.post('/switches', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const wrong = setSwitches(world, fromForm(form));
    return wrong ? c.text(`${wrong}\n`, 400) : c.redirect('/demo', 303);
  });
  app.post('/calm', (c) => {
    world.switches.reset();
    return c.redirect('/demo', 303);
  });
  app.post('/wipe', async (c) => {
    await world.store.wipe();
    return c.redirect('/demo', 303);
  });
  return app;
}

/** Sets what the patch names; what is wrong with it comes back in words. */
function setSwitches(world: World, patch: Record<string, unknown>): string | null {
  const wanted = switchesSchema.safeParse({ ...world.switches.get(), ...patch });
  if (!wanted.success) return z.prettifyError(wanted.error);
  world.switches.set(wanted.data);
  return null;
}

/** A form sends text, and says nothing of a box that is not ticked: so every switch is read, by the type it has now. */
function fromForm(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(CALM).map(([name, value]) => {
      const sent = form[name];
      if (typeof value === 'boolean') return [name, sent !== undefined];
      if (typeof value === 'number') return [name, Number(sent ?? 0)];
      if (Array.isArray(value)) return [name, sent === undefined ? [] : [sent].flat()];
      return [name, sent ?? value];
    }),
  );
}
