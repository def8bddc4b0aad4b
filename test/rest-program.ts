import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Scope } from '@/core/api-tokens/scopes';
import type { Database } from '@/db/client';
import { auditEvents } from '@/db/schema';
import { inSandbox } from './harness';
import { type Got, openRestDoor, type RestDoor, seedToken } from './rest';
import { seedWorld, type World } from './world';

/** A program of Alan's at the API: what it asks carries its token. */
export type RestProgram = {
  db: Database;
  world: World;
  door: RestDoor;
  token: string;
  ask(what: string, body?: object, headers?: Record<string, string>): Promise<Got>;
};

/** The cast behind the API, and the program; without `scopes` its token is for everything. The caller closes the door. */
export async function openRestProgram(db: Database, scopes?: readonly Scope[]): Promise<RestProgram> {
  const world = await seedWorld(db);
  const door = await openRestDoor(db);
  const { token } = await seedToken(db, world.alan, scopes ? { scopes } : {});
  const ask: RestProgram['ask'] = (what, body, headers = {}) =>
    door.call(what, { token, headers, ...(body !== undefined && { body }) });
  return { db, world, door, token, ask };
}

/** The same in a transaction that is rolled back; nothing that the API answers may be a fault. */
export function asRestProgram(work: (program: RestProgram) => Promise<void>, scopes?: readonly Scope[]): Promise<void> {
  return inSandbox(async (db) => {
    const program = await openRestProgram(db, scopes);
    try {
      await work(program);
      expect(program.door.faults).toEqual([]);
    } finally {
      await program.door.close();
    }
  });
}

/** Which values a problem says are wrong. */
export function pointersOf({ json }: Got): string[] {
  return (json.errors as { pointer: string }[]).map(({ pointer }) => pointer);
}

/** What the log holds about something, with the kind of who did it. */
export async function eventsOf(db: Database, subjectId: unknown): Promise<string[]> {
  const rows = await db
    .select({ event: auditEvents.event, by: auditEvents.actorKind })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, String(subjectId)))
    .orderBy(auditEvents.id);
  return rows.map(({ event, by }) => `${event} by ${by}`);
}
