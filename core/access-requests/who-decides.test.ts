import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { acts, attempt } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { castOf, seedWorld, type World } from '@/test/world';
import type { Actor } from '../identity/actor';
import { approveAccessRequest } from './approve';

describe('who may decide', () => {
  const allowed: Record<string, readonly string[]> = {
    approve: ['priya', 'alan', 'arun'],
    decline: ['priya', 'alan', 'arun'],
    cancel: ['ada', 'tom'],
    withdraw: ['priya', 'alan', 'arun'],
  };
  test.each(Object.keys(acts) as (keyof typeof acts)[])('%s: those who may, and nobody else', (name) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const [who, actor] of Object.entries(castOf(world))) {
        const { requestId } = await seedRequest(db, world, { app: who });
        if (name === 'withdraw') await approveAccessRequest(contextFor(db, world.priya), { requestId });
        const expected = allowed[name]?.includes(who) ? 'ok' : refusalFor(world, actor);
        expect([who, await attempt(name, db, actor, requestId)]).toEqual([who, expected]);
      }
    }),
  );

  test('a stranger cannot tell a real request from one that never was', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      for (const act of Object.values(acts)) {
        const refusal = (id: string) => refusalOf(act(db, world.eve, id));
        const [real, imaginary] = [await refusal(requestId), await refusal(randomUUID())];
        expect(real).toMatchObject({ code: 'not_found' });
        expect(real).toEqual(imaginary);
      }
    }));
});

/** Of Ada's request: those who see it may not, for the others it does not exist. */
function refusalFor(world: World, actor: Actor): 'forbidden' | 'not_found' {
  return actor.kind === 'admin' || actor === world.ada || actor === world.tom ? 'forbidden' : 'not_found';
}
