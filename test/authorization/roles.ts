import type { Context } from '@/core/context';
import type { RefusalCode } from '@/core/errors';
import type { Database } from '@/db/client';
import type { World } from '../world';

/** The cast of test/world.ts: one of every kind that there is. */
export const roles = [
  'ada',
  'tom',
  'eve',
  'mallory',
  'olga',
  'dora',
  'dan',
  'penny',
  'ursula',
  'ivan',
  'priya',
  'alan',
  'arun',
  'audrey',
  'nobody',
] as const;
/** One of the cast. */
export type Role = (typeof roles)[number];

/** What becomes of a call: it works, or how it is refused. */
export type Outcome = 'ok' | RefusalCode;
/** What becomes of a verb for each of the cast. */
export type Expected = Record<Role, Outcome>;

/** Everybody gets `others`, except for those who are named. */
export function expecting(others: Outcome, named: Partial<Record<Outcome, readonly Role[]>>): Expected {
  const outcomeOf = (role: Role): Outcome => {
    const found = Object.entries(named).find(([, names]) => names?.includes(role));
    return (found?.[0] as Outcome | undefined) ?? others;
  };
  return Object.fromEntries(roles.map((role) => [role, outcomeOf(role)])) as Expected;
}

/** Tried by every role on a world of its own. `stage` makes what the verb is about; `act` calls the verb. */
export type RoleRow<Stage = unknown> = {
  verb: string;
  stage: (db: Database, world: World) => Promise<Stage>;
  act: (ctx: Context, stage: Stage, world: World) => Promise<unknown>;
  expected: Expected;
};

/** What may be done does not depend on who asks but on what they bring: every role gets the same answer. */
export type BearerRow = {
  verb: string;
  bearer: string;
  act: (ctx: Context) => Promise<unknown>;
  answer: Outcome;
};

/** Never called for a person: no page or action may import it. */
type SystemRow = { verb: string; system: string };

/** One verb of the table. */
export type Row = RoleRow | BearerRow | SystemRow;

/** Keeps the stage's type between `stage` and `act`, and forgets it for the list. */
export function row<Stage>(wish: RoleRow<Stage>): Row {
  return wish as RoleRow;
}

/** For verbs that need nothing but the world. */
export async function nothing(): Promise<null> {
  return null;
}
