import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { z } from 'zod';
import { controlPage } from './control-page';
import { stateOf } from './demo-state';
import { switchesSchema } from './switches';
import type { DemoEnv, World } from './world';

/** Some of the switches, and the one trouble that happens once: the store forgets everything. */
const patchSchema = switchesSchema.partial().extend({ storeWiped: z.boolean().optional() });

/** The control page and its JSON, for hands and scripts. Nothing here needs the secret: the demo listens on loopback. */
export function controlRoutes(world: World): Hono<DemoEnv> {
  const app = new Hono<DemoEnv>();
  app.use('*', csrf());
  app.get('/', (c) => c.html(controlPage(stateOf(world))));
  app.get('/state', (c) => c.json(stateOf(world)));
  app.get('/switches', (c) => c.json(world.switches.get()));

  app.put('/switches', async (c) => {
    const patch = patchSchema.safeParse(await c.req.json().catch(() => null));
    if (!patch.success) return c.json({ error: z.prettifyError(patch.error) }, 400);
    await applyPatch(world, definedOnly(patch.data));
    return c.json(world.switches.get());
  });
  app.post('/switches', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const patch = patchSchema.safeParse(fromForm(form));
    if (!patch.success) return c.text(`${z.prettifyError(patch.error)}\n`, 400);
    await applyPatch(world, definedOnly(patch.data));
    return c.redirect('/demo', 303);
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

async function applyPatch(world: World, { storeWiped, ...patch }: Record<string, unknown>): Promise<void> {
  world.switches.set(patch);
  if (storeWiped === true) await world.store.wipe();
}

function definedOnly(patch: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** A form sends text, and says nothing of a box that is not ticked: so every switch is read, by the type it has now. */
function fromForm(form: Record<string, unknown>): Record<string, unknown> {
  const calm: Record<string, unknown> = switchesSchema.parse({});
  return Object.fromEntries(
    Object.entries(calm).map(([name, value]) => {
      const sent = form[name];
      if (typeof value === 'boolean') return [name, sent !== undefined];
      if (typeof value === 'number') return [name, Number(sent ?? 0)];
      if (Array.isArray(value)) return [name, sent === undefined ? [] : [sent].flat()];
      return [name, sent ?? value];
    }),
  );
}
