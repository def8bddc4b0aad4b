import { expect } from 'vitest';
import type { Database } from '@/db/client';
import { inSandbox } from './harness';
import { type McpDoor, openMcpDoor } from './mcp';
import { seedWorld, type World } from './world';

/** The cast behind the door, in a transaction that is rolled back. */
export function atTheDoor(work: (door: McpDoor, world: World, db: Database) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openMcpDoor(db);
    try {
      await work(door, world, db);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });
}
