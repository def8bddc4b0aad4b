import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readRequest } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import type { Actor } from '../identity/actor';
import { approveAccessRequest } from './approve';
import { decideMany } from './decide-many';

describe('deciding many', () => {
  test('each row is decided for itself and says what became of it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const one = await seedRequest(db, world, { app: 'One' });
      const taken = await seedRequest(db, world, { app: 'Taken' });
      await approveAccessRequest(contextFor(db, world.alan), taken);
      const ids = [one.requestId, taken.requestId, randomUUID(), one.requestId];

      const results = await decideMany(contextFor(db, world.priya), { ids, decision: 'approve', reason: '' });

      expect(results).toEqual([
        { id: one.requestId, appName: 'One', refusal: null },
        { id: taken.requestId, appName: 'Taken', refusal: 'This request was approved already, by Alan Test.' },
        { id: ids[2], appName: 'Unknown request', refusal: 'There is nothing here, or you may not see it.' },
      ]);
      expect(await readRequest(db, one.requestId)).toMatchObject({ status: 'approved' });
    }));

  test('nothing chosen, or a decline without a reason, changes nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const decide = (ids: string[], reason: string) =>
        outcome(decideMany(contextFor(db, world.priya), { ids, decision: 'decline', reason }));
      expect(await decide([], 'No.')).toBe('invalid');
      expect(await decide([requestId], ' ')).toBe('invalid');
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'pending' });
      expect(await decide([requestId], 'No.')).toBe('ok');
    }));

  test('an auditor decides nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const decide = (actor: Actor) =>
        outcome(decideMany(contextFor(db, actor), { ids: [requestId], decision: 'approve', reason: '' }));
      expect(await decide(world.audrey)).toBe('forbidden');
      expect(await decide(world.ada)).toBe('forbidden');
    }));
});
